import { invariant } from "../../domain/mod.ts";
import {
  type IndicatorDefinition,
  INDICATORS,
  type IndicatorSeries,
  type IndicatorSource,
} from "../../indicators/mod.ts";
import type { Indicators } from "./types.ts";

/** Different indicators (name and parameters) one strategy may use at a time. */
export const MAX_SERIES = 64;
/** The most parameters an indicator can have and still be read without making a list of them. */
export const MAX_INDICATOR_PARAMETERS = 4;

/** The series a strategy holds, so that they can be given back. */
class Holdings {
  readonly #set: IndicatorSource;
  #held: IndicatorSeries[] = [];
  #retired: IndicatorSeries[] = [];

  constructor(set: IndicatorSource) {
    this.#set = set;
  }

  /** @throws RangeError for parameters out of range, and past {@link MAX_SERIES} */
  acquire(name: string, parameters: readonly number[]): IndicatorSeries {
    if (this.#held.length >= MAX_SERIES) {
      throw new RangeError(`Cannot use more than ${MAX_SERIES} different indicators`);
    }
    const series = this.#set.acquire(name, parameters);
    this.#held.push(series);
    return series;
  }

  /**
   * Holds on to what is in use for one more round, so that an average that goes on being used goes
   * on from where it was.
   */
  retire(): void {
    for (const series of this.#retired) this.#set.release(series);
    this.#retired = this.#held;
    this.#held = [];
  }
}

/** One indicator as one strategy asks for it: finds the series by its parameters. */
class SeriesFinder {
  readonly #holdings: Holdings;
  readonly #definition: IndicatorDefinition;
  #a: number[] = [];
  #b: number[] = [];
  #c: number[] = [];
  #d: number[] = [];
  #series: IndicatorSeries[] = [];
  /** For each series one object per bars ago. */
  #records: Record<string, number>[][] = [];

  constructor(holdings: Holdings, definition: IndicatorDefinition) {
    this.#holdings = holdings;
    this.#definition = definition;
  }

  /** A strategy asks for a handful of series, so looking through them is faster than a map. */
  index(a: number, b: number, c: number, d: number): number {
    const as = this.#a;
    for (let i = 0; i < as.length; i++) {
      if (as[i] === a && this.#b[i] === b && this.#c[i] === c && this.#d[i] === d) return i;
    }
    return this.#add(a, b, c, d);
  }

  number(index: number, ago: number): number | null {
    const value = this.#series[index]!.value(0, ago);
    return value === value ? value : null;
  }

  /** The same object each time for the same series and bars ago. */
  record(index: number, ago: number): Record<string, number> | null {
    const series = this.#series[index]!;
    const first = series.value(0, ago);
    if (first !== first) return null;
    const record = this.#records[index]![ago] ??= this.#emptyRecord();
    const names = this.#definition.outputs;
    record[names[0]!] = first;
    for (let k = 1; k < names.length; k++) record[names[k]!] = series.value(k, ago);
    return record;
  }

  clear(): void {
    this.#a = [];
    this.#b = [];
    this.#c = [];
    this.#d = [];
    this.#series = [];
    this.#records = [];
  }

  #add(a: number, b: number, c: number, d: number): number {
    const { name, parameters } = this.#definition;
    const series = this.#holdings.acquire(name, [a, b, c, d].slice(0, parameters.length));
    this.#a.push(a);
    this.#b.push(b);
    this.#c.push(c);
    this.#d.push(d);
    this.#records.push([]);
    return this.#series.push(series) - 1;
  }

  #emptyRecord(): Record<string, number> {
    return Object.fromEntries(this.#definition.outputs.map((name) => [name, NaN]));
  }
}

type Ask = (a?: number, b?: number, c?: number, d?: number, e?: number) => unknown;

/** By far the most common form, one number of one period, kept free of the general one's branches. */
class PeriodFinder {
  readonly ask: Ask;
  readonly #holdings: Holdings;
  readonly #name: string;
  readonly #periods: number[] = [];
  readonly #series: IndicatorSeries[] = [];

  constructor(holdings: Holdings, { name, parameters }: IndicatorDefinition) {
    this.#holdings = holdings;
    this.#name = name;
    const fallback = parameters[0]!.default;
    const periods = this.#periods;
    const series = this.#series;
    // All in one function over what it encloses: strategies ask this a few times with every bar.
    this.ask = (period = fallback, ago = 0) => {
      let i = 0;
      while (i < periods.length && periods[i] !== period) i++;
      if (i === periods.length) this.#add(period);
      const value = series[i]!.newest(ago);
      return value === value ? value : null;
    };
  }

  clear(): void {
    this.#periods.length = 0;
    this.#series.length = 0;
  }

  #add(period: number): void {
    const series = this.#holdings.acquire(this.#name, [period]);
    this.#periods.push(period);
    this.#series.push(series);
  }
}

function askAnything(finder: SeriesFinder, definition: IndicatorDefinition): Ask {
  const n = definition.parameters.length;
  const [fa = 0, fb = 0, fc = 0, fd = 0] = definition.parameters.map((p) => p.default);
  const single = definition.outputs.length === 1;
  return (a, b, c, d, e) => {
    const ago = (n === 0 ? a : n === 1 ? b : n === 2 ? c : n === 3 ? d : e) ?? 0;
    const index = finder.index(
      n > 0 ? a ?? fa : 0,
      n > 1 ? b ?? fb : 0,
      n > 2 ? c ?? fc : 0,
      n > 3 ? d ?? fd : 0,
    );
    return single ? finder.number(index, ago) : finder.record(index, ago);
  };
}

/** The `indicators` of one strategy. */
export class IndicatorReader {
  readonly indicators: Indicators;
  readonly #holdings: Holdings;
  readonly #finders: { clear(): void }[] = [];

  constructor(set: IndicatorSource) {
    this.#holdings = new Holdings(set);
    const asks: Record<string, Ask> = {};
    for (const definition of INDICATORS) asks[definition.name] = this.#ask(definition);
    // The names and shapes come from the same registry as the type.
    this.indicators = Object.freeze(asks) as unknown as Indicators;
  }

  /** Lets go of series that have not been asked for since the last time this was called. */
  forget(): void {
    for (const finder of this.#finders) finder.clear();
    this.#holdings.retire();
  }

  close(): void {
    this.forget();
    this.forget();
  }

  #ask(definition: IndicatorDefinition): Ask {
    const { name, parameters, outputs } = definition;
    invariant(parameters.length <= MAX_INDICATOR_PARAMETERS, `${name} has few parameters`);
    if (parameters.length === 1 && outputs.length === 1) {
      const finder = new PeriodFinder(this.#holdings, definition);
      this.#finders.push(finder);
      return finder.ask;
    }
    const finder = new SeriesFinder(this.#holdings, definition);
    this.#finders.push(finder);
    return askAnything(finder, definition);
  }
}
