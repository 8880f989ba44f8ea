import { compareIndicators } from "../format/indicator_order.ts";

/** One output of one indicator as it comes, aligned to the end of the closed bars. */
export interface IndicatorInput {
  /** `macd(12,26,9)` */
  readonly key: string;
  /** `value`, `signal`, `histogram`, … */
  readonly output: string;
  readonly pane: "PRICE" | "OWN";
  readonly values: readonly (number | null)[];
}

/** The newest values by key: a number, or one for each output; null until warm. */
export type NewestValues = Readonly<
  Record<string, number | null | Readonly<Record<string, number | null>>>
>;

export interface IndicatorLine {
  readonly key: string;
  readonly output: string;
  readonly isHistogram: boolean;
  /** One a bar, null where there is no value. */
  readonly values: (number | null)[];
}

/** Lines that share a scale: all over the prices, or one indicator below them. */
export interface IndicatorPane {
  readonly key: string;
  readonly lines: readonly IndicatorLine[];
}

/** What the newest values did to the lines. */
export type NewestOutcome = "written" | "unknown indicator" | "gap";

/** Indicator values beside the bars of a series. */
export class IndicatorLines {
  #lines: (IndicatorLine & { readonly pane: "PRICE" | "OWN" })[] = [];

  /** Lines drawn over the prices. */
  get overlays(): readonly IndicatorLine[] {
    return this.#lines.filter((line) => line.pane === "PRICE");
  }

  /** One pane for each indicator that has its own scale, in the order of their names. */
  get panes(): readonly IndicatorPane[] {
    const panes = new Map<string, IndicatorLine[]>();
    for (const line of this.#lines) {
      if (line.pane !== "OWN") continue;
      const lines = panes.get(line.key);
      if (lines === undefined) panes.set(line.key, [line]);
      else lines.push(line);
    }
    return [...panes].map(([key, lines]) => ({ key, lines }));
  }

  get count(): number {
    return this.#lines.length;
  }

  /**
   * Lines are in the order of their names and parameters, whichever a strategy asks for first: so each keeps its
   * colour.
   *
   * @param closed how many bars of the series are closed: the last value belongs to the last of them
   */
  replace(inputs: readonly IndicatorInput[], length: number, closed: number): void {
    this.#lines = inputs.toSorted((a, b) => compareIndicators(a.key, b.key)).map((
      { key, output, pane, values },
    ) => ({
      key,
      output,
      pane,
      isHistogram: output === "histogram",
      values: aligned(values, length, closed),
    }));
  }

  /** A bar was appended: it has no value yet. */
  append(): void {
    for (const line of this.#lines) line.values.push(null);
  }

  dropOldest(bars: number): void {
    if (bars > 0) { for (const line of this.#lines) line.values.splice(0, bars); }
  }

  /** Writes the newest values at bar `index`, the last closed one. */
  writeNewest(newest: NewestValues, index: number): NewestOutcome {
    if (index < 0) return "written";
    const known = new Set(this.#lines.map((line) => line.key));
    if (Object.keys(newest).some((key) => !known.has(key))) return "unknown indicator";
    let hasGap = false;
    for (const line of this.#lines) {
      const value = valueOf(newest[line.key], line.output);
      if (value === undefined || index >= line.values.length) continue;
      if (isAfterHole(line.values, index)) hasGap = true;
      line.values[index] = value;
    }
    return hasGap ? "gap" : "written";
  }
}

/** `ema(9)` before `ema(10)`; outputs of one indicator stay as they come. */
/** How far back a hole in a line is looked for. */
const FURTHEST_HOLE = 500;

/** True when the bars right before `index` have no value while some before those have one. */
function isAfterHole(values: readonly (number | null)[], index: number): boolean {
  if (index === 0 || values[index - 1] !== null) return false;
  for (let i = index - 2; i >= Math.max(0, index - FURTHEST_HOLE); i--) {
    if (values[i] !== null) return true;
  }
  return false;
}

function valueOf(
  newest: NewestValues[string] | undefined,
  output: string,
): number | null | undefined {
  if (newest === undefined || newest === null || typeof newest === "number") return newest;
  return newest[output];
}

function aligned(
  values: readonly (number | null)[],
  length: number,
  closed: number,
): (number | null)[] {
  const out: (number | null)[] = new Array(length).fill(null);
  const offset = closed - values.length;
  for (let i = Math.max(0, -offset); i < values.length; i++) out[i + offset] = values[i] ?? null;
  return out;
}

/** Lowest and highest value of the lines between two bars, both included; null without values. */
export function valueRange(
  lines: readonly IndicatorLine[],
  from: number,
  to: number,
): { min: number; max: number } | null {
  let min = Infinity;
  let max = -Infinity;
  for (const { values, isHistogram } of lines) {
    for (let i = Math.max(0, from); i <= Math.min(to, values.length - 1); i++) {
      const value = values[i];
      if (value === null || value === undefined) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
    if (isHistogram && max >= min) [min, max] = [Math.min(min, 0), Math.max(max, 0)];
  }
  return max >= min ? { min, max } : null;
}
