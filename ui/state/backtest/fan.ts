import type { FanColumns } from "../../charts/result/mod.ts";

interface FanPoint {
  readonly period: number;
  readonly own: number;
  readonly equity: Omit<Record<keyof FanColumns, number>, "period" | "own">;
}

/** The points of a fan in columns, as its chart takes them. */
export function fanColumns(fan: readonly FanPoint[]): FanColumns {
  const band = (name: keyof FanPoint["equity"]) => fan.map(({ equity }) => equity[name]);
  return {
    period: fan.map(({ period }) => period),
    p5: band("p5"),
    p25: band("p25"),
    p50: band("p50"),
    p75: band("p75"),
    p95: band("p95"),
    own: fan.map(({ own }) => own),
  };
}
