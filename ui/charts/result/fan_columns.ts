/** Where simulations are after so many periods; one value a column. */
export interface FanColumns {
  readonly period: readonly number[];
  readonly p5: readonly number[];
  readonly p25: readonly number[];
  readonly p50: readonly number[];
  readonly p75: readonly number[];
  readonly p95: readonly number[];
  /** Of the run itself. */
  readonly own: readonly number[];
}

interface FanPoint {
  readonly period: number;
  readonly own: number;
  readonly equity: Omit<Record<keyof FanColumns, number>, "period" | "own">;
}

/** The points of a fan in columns, as its chart takes them. @param cash where all of them begin */
export function fanColumns(fan: readonly FanPoint[], cash: number): FanColumns {
  const band = (name: keyof FanPoint["equity"]) => [cash, ...fan.map(({ equity }) => equity[name])];
  return {
    period: [0, ...fan.map(({ period }) => period)],
    p5: band("p5"),
    p25: band("p25"),
    p50: band("p50"),
    p75: band("p75"),
    p95: band("p95"),
    own: [cash, ...fan.map(({ own }) => own)],
  };
}
