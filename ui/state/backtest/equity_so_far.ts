/** What the account was worth when so much of the run was done. */
export interface EquityNews {
  /** From 0 to 1. */
  readonly progress: number;
  readonly equity: number;
}

/** More points than this are no finer on a screen. */
export const MOST_NEWS = 400;

/** The curve with one point more; a full one keeps every second of its points. */
export function withNews(curve: readonly EquityNews[], news: EquityNews): readonly EquityNews[] {
  const last = curve.at(-1);
  if (last !== undefined && news.progress <= last.progress) return curve;
  const kept = curve.length < MOST_NEWS ? curve : curve.filter((_, index) => index % 2 === 0);
  return [...kept, news];
}

/** The curve as points of an SVG of that size, the run's whole length wide: `0,20 5,18`. */
export function sparkPoints(
  curve: readonly EquityNews[],
  width: number,
  height: number,
): string {
  const values = curve.map(({ equity }) => equity);
  const [lowest, highest] = [Math.min(...values), Math.max(...values)];
  const span = highest - lowest;
  const y = (value: number) => span > 0 ? height * (highest - value) / span : height / 2;
  return curve.map(({ progress, equity }) => `${short(progress * width)},${short(y(equity))}`)
    .join(" ");
}

const short = (value: number): number => Math.round(value * 100) / 100;
