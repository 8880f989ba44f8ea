import type { BacktestRow, BacktestStatus } from "../../operations/operations.ts";

type Standing = { readonly status: BacktestStatus };

export function isUnderWay({ status }: Standing): boolean {
  return status === "QUEUED" || status === "RUNNING";
}

/** Most that can be told apart side by side. */
export const MOST_COMPARED = 6;

/** Only what is over and has figures can be compared. */
export function isComparable({ status, figures }: BacktestRow): boolean {
  return !isUnderWay({ status }) && figures !== null;
}

/** Chosen ones after a click; beyond the most, the one that was chosen first goes. */
export function toggled(chosen: readonly string[], id: string): readonly string[] {
  if (chosen.includes(id)) return chosen.filter((each) => each !== id);
  return [...chosen, id].slice(-MOST_COMPARED);
}

/** Ids of a comparison's address, each once. */
export function comparedIds(text: string | undefined): readonly string[] {
  const ids = (text ?? "").split(",").map((id) => id.trim()).filter((id) => id !== "");
  return [...new Set(ids)].slice(0, MOST_COMPARED);
}

export function compareAddress(ids: readonly string[]): string {
  return `/backtests/compare?ids=${ids.map(encodeURIComponent).join(",")}`;
}

export function backtestAddress(id: string): string {
  return `/backtests/${encodeURIComponent(id)}`;
}
