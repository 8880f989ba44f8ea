/** A whole-number or decimal setting of an indicator, such as its period. */
export interface IndicatorParameter {
  readonly name: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
  /** True when fractions make no sense, as for a period. */
  readonly integer: boolean;
}

/**
 * The moving part of one indicator: takes bars one by one, each in constant time, and leaves its
 * newest values in `out`, NaN until it is warm. Allocates nothing in `update`.
 */
export interface IndicatorStream {
  /** One number an output, in the order of the definition's `outputs`. */
  readonly out: Float64Array;
  update(open: number, high: number, low: number, close: number, volume: number): void;
}

/** Everything the rest of the system needs to know about an indicator; one file makes one. */
export interface IndicatorDefinition<
  Name extends string = string,
  Output extends string = string,
> {
  /** As strategies call it: `ema`. */
  readonly name: Name;
  /** One sentence for people. */
  readonly description: string;
  readonly parameters: readonly IndicatorParameter[];
  /** Names of the results; a single one is called `value`. */
  readonly outputs: readonly Output[];
  /** Where a chart draws it: over the candles or in a pane of its own. */
  readonly pane: "PRICE" | "OWN";
  /** Bars until the first value of every output is there. */
  warmUp(parameters: readonly number[]): number;
  /** @param parameters checked against `parameters`, same order */
  create(parameters: readonly number[]): IndicatorStream;
}

/** Keeps the literal types of `name` and `outputs`. */
export function defineIndicator<const Name extends string, const Output extends string>(
  definition: IndicatorDefinition<Name, Output>,
): IndicatorDefinition<Name, Output> {
  return definition;
}

/** A period in bars. */
export function period(name: string, fallback: number, max = 5_000): IndicatorParameter {
  return { name, default: fallback, min: 1, max, integer: true };
}
