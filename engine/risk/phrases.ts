/** Pieces of the sentences that rules answer with. */

/** `0.03` as `3 %`, without a float's dust. */
export function percent(fraction: number, digits = 12): string {
  return `${Number((fraction * 100).toPrecision(digits))} %`;
}

/** `1 bar`, `3 bars`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** An amount that was not counted in whole units, to ten digits. */
export function rounded(amount: number): number {
  return Number(amount.toPrecision(10));
}

/** `2024-01-02 00:00 UTC`. */
export function utc(time: number): string {
  return `${new Date(time).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
