/** A whole-number or decimal setting of an indicator, such as its period. */
export interface IndicatorParameter {
  readonly name: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** True when fractions make no sense, as for a period. */
  readonly integer: boolean;
}

/** Where a stream reads its bars: a candle window, or columns of past candles. */
export interface Bars {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  readonly volume: Float64Array;
}

/**
 * The moving part of one indicator: takes bars one by one, each in constant (amortised) time.
 *
 * Bars come as columns and a row number, and results go into columns, because numbers handed over
 * one by one would each be allocated on the heap.
 */
export interface IndicatorStream {
  /**
   * Takes row `row` of `bars` and writes the results into the same row of its columns; writes
   * nothing until all outputs are known, so that a reader never meets half a result. Allocates
   * nothing.
   */
  update(bars: Bars, row: number): void;
}

/** Everything the rest of the system needs to know about an indicator; one file makes one. */
export interface IndicatorDefinition<
  Name extends string = string,
  Output extends string = string,
  Parameters extends readonly IndicatorParameter[] = readonly IndicatorParameter[],
> {
  /** As strategies call it: `ema`. */
  readonly name: Name;
  /** One sentence for people. */
  readonly description: string;
  readonly parameters: Parameters;
  /** Names of the results; a single one is called `value`. */
  readonly outputs: readonly Output[];
  /** Where a chart draws it: over the candles or in a pane of its own. */
  readonly pane: "PRICE" | "OWN";
  /**
   * True when the value rests on the last bars alone, false when it remembers all of them a little
   * (exponential averages) and so depends on where its history begins.
   */
  readonly windowed: boolean;
  /** The bar, counted from 1, that gives the first value of every output. */
  warmUp(parameters: readonly number[]): number;
  /**
   * @param parameters checked against `parameters`, same order
   * @param out a column for each output, filled with NaN
   */
  create(parameters: readonly number[], out: readonly Float64Array[]): IndicatorStream;
}

/** Keeps the literal types of `name`, `outputs` and the number of parameters. */
export function defineIndicator<
  const Name extends string,
  const Output extends string,
  const Parameters extends readonly IndicatorParameter[],
>(
  definition: IndicatorDefinition<Name, Output, Parameters>,
): IndicatorDefinition<Name, Output, Parameters> {
  return definition;
}

/** A period in bars. */
export function period(name: string, fallback: number, max = 5_000): IndicatorParameter {
  return { name, default: fallback, min: 1, max, integer: true };
}
