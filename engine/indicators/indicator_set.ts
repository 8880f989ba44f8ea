import type { CandleWindow } from "../market/mod.ts";
import type { Bars, IndicatorDefinition, IndicatorStream } from "./indicator.ts";
import type { IndicatorShelf } from "./indicator_shelf.ts";
import { indicatorKey, resolveIndicator } from "./registry.ts";

/** One indicator with one choice of parameters over one stream: its values, newest last. */
export class IndicatorSeries {
  /** `ema(10)`, `macd(12,26,9)`. */
  readonly key: string;
  readonly definition: IndicatorDefinition;
  readonly parameters: readonly number[];
  /** Values of each output in ring buffers, row by row beside the window's; NaN until warm. */
  readonly columns: readonly Float64Array[];
  readonly mask: number;
  /** Index of the newest value. */
  head: number;
  /** Values that can be read. */
  count = 0;
  readonly #first: Float64Array;
  readonly #stream: IndicatorStream;
  readonly #capacity: number;

  /** @param create makes what computes the values, where it is not the definition's own */
  constructor(
    definition: IndicatorDefinition,
    parameters: readonly number[],
    window: CandleWindow,
    create: IndicatorDefinition["create"] = definition.create,
  ) {
    this.key = indicatorKey(definition.name, parameters);
    this.definition = definition;
    this.parameters = parameters;
    this.mask = window.mask;
    this.head = window.mask;
    this.#capacity = window.capacity;
    this.columns = definition.outputs.map(() => new Float64Array(window.mask + 1).fill(NaN));
    this.#first = this.columns[0]!;
    this.#stream = create(parameters, this.columns);
  }

  /** Takes a row of the window it was made for. */
  update(bars: Bars, row: number): void {
    this.#stream.update(bars, row);
    this.head = row;
    if (this.count < this.#capacity) this.count++;
  }

  /** The first output, `ago` closed bars back; NaN where there is none. */
  newest(ago: number): number {
    if (!(ago >= 0 && ago < this.count)) return NaN;
    return this.#first[(this.head - ago) & this.mask]!;
  }

  /** Output number `output`, `ago` closed bars back; NaN where there is none. */
  value(output: number, ago: number): number {
    // The negated form also turns away NaN.
    if (!(ago >= 0 && ago < this.count)) return NaN;
    return this.columns[output]![(this.head - ago) & this.mask]!;
  }

  /** The newest `limit` values of one output, oldest first. */
  tail(output: number, limit: number): Float64Array {
    const n = Math.min(limit, this.count);
    const values = new Float64Array(n);
    for (let k = 0; k < n; k++) values[k] = this.value(output, n - 1 - k);
    return values;
  }
}

/** Where a strategy gets its series from. */
export interface IndicatorSource {
  /**
   * The series, made if need be. Every `acquire` is paid back by one `release`.
   *
   * @throws RangeError for an unknown indicator or parameters outside its range, saying what would be right
   */
  acquire(name: string, parameters: readonly number[]): IndicatorSeries;
  release(series: IndicatorSeries): void;
}

/**
 * Who shares a series: all that ask for it on the stream, or only those for whom it would have come out
 * the same, to the last digit, had they been alone. An average that is asked for late remembers the window
 * and no more; shared with one that was there before, it would remember more.
 *
 * A shelf is for `EQUAL` streams that go over the same bars again.
 */
export type IndicatorSharing = "STREAM" | "EQUAL" | IndicatorShelf;

/**
 * The indicators of one stream, each computed once however many runners read it.
 *
 * A series is made when it is first asked for and catches up on the window, so it reads the same
 * whether it was asked for early or late, up to what an exponential average remembers beyond the
 * window.
 */
export class IndicatorSet implements IndicatorSource {
  readonly #window: CandleWindow;
  readonly #sharing: IndicatorSharing;
  readonly #held = new Map<string, Held>();
  #list: IndicatorSeries[] = [];

  constructor(window: CandleWindow, sharing: IndicatorSharing = "STREAM") {
    this.#window = window;
    this.#sharing = sharing;
  }

  /** Takes the window's newest bar; called once after each push. */
  update(): void {
    const window = this.#window;
    const row = window.head;
    const list = this.#list;
    for (let k = 0; k < list.length; k++) list[k]!.update(window, row);
  }

  acquire(name: string, parameters: readonly number[]): IndicatorSeries {
    const { definition, values } = resolveIndicator(name, parameters);
    const id = this.#idOf(indicatorKey(name, values));
    const held = this.#held.get(id);
    if (held) {
      held.users++;
      return held.series;
    }
    const window = this.#window;
    const series = new IndicatorSeries(definition, values, window, this.#creator(id, definition));
    for (let ago = window.count - 1; ago >= 0; ago--) {
      series.update(window, (window.head - ago) & window.mask);
    }
    this.#held.set(id, { series, users: 1 });
    this.#list.push(series);
    return series;
  }

  release(series: IndicatorSeries): void {
    for (const [id, held] of this.#held) {
      if (held.series !== series) continue;
      if (--held.users > 0) return;
      this.#held.delete(id);
      this.#list = this.#list.filter((other) => other !== series);
      return;
    }
  }

  /** All series in use, in the order they were first asked for. */
  list(): readonly IndicatorSeries[] {
    return this.#list;
  }

  /** Who makes the values of a new series. */
  #creator(id: string, definition: IndicatorDefinition): IndicatorDefinition["create"] {
    const shelf = this.#sharing;
    if (typeof shelf === "string") return definition.create;
    const first = this.#window.total - this.#window.count;
    return (parameters, out) => shelf.stream(id, first, definition, parameters, out);
  }

  /** Series of one id have seen the same bars; all that begin with the stream's first have. */
  #idOf(key: string): string {
    const firstBar = this.#window.total - this.#window.count;
    return this.#sharing === "STREAM" || firstBar === 0 ? key : `${key}@${firstBar}`;
  }
}

interface Held {
  readonly series: IndicatorSeries;
  users: number;
}
