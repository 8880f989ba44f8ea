/** Orders indicators by name and parameters, `ema(9)` before `ema(21)`, in whichever order a strategy asks. */
export function compareIndicators(a: string, b: string): number {
  return a.localeCompare(b, "en", { numeric: true });
}
