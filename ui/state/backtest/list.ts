import type {
  BacktestProgressFields,
  BacktestRow,
  BacktestStatus,
} from "../../operations/operations.ts";

type Standing = { readonly status: BacktestStatus };

export function isUnderWay({ status }: Standing): boolean {
  return status === "QUEUED" || status === "RUNNING";
}

/** What was last heard of each. */
export type Heard = ReadonlyMap<string, BacktestProgressFields>;

/** The list with what was heard since; one that is over by the list stays as it is there. */
export function withHeard(rows: readonly BacktestRow[], heard: Heard): BacktestRow[] {
  return rows.map((row) => {
    const news = heard.get(row.id);
    return news !== undefined && isUnderWay(row) ? { ...row, ...news } : row;
  });
}

/**
 * The one whose progress is worth a stream: they run one after another, the oldest first.
 *
 * @param rows newest first
 */
export function nextToFollow(rows: readonly BacktestRow[]): string | null {
  const running = rows.find(({ status }) => status === "RUNNING");
  return (running ?? rows.findLast(isUnderWay))?.id ?? null;
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
