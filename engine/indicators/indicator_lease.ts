import type { IndicatorSeries, IndicatorSource } from "./indicator_set.ts";

/** What it takes to ask for a series again. Plain data. */
export interface IndicatorRequest {
  readonly name: string;
  readonly parameters: readonly number[];
}

/** The share that one runner has in the indicators of its stream. */
export class IndicatorLease implements IndicatorSource {
  readonly #source: IndicatorSource;
  readonly #held = new Map<IndicatorSeries, number>();
  #remembered: IndicatorSeries[] = [];

  constructor(source: IndicatorSource) {
    this.#source = source;
  }

  acquire(name: string, parameters: readonly number[]): IndicatorSeries {
    const series = this.#source.acquire(name, parameters);
    this.#held.set(series, (this.#held.get(series) ?? 0) + 1);
    return series;
  }

  release(series: IndicatorSeries): void {
    const count = this.#held.get(series);
    if (count === undefined) return;
    if (count > 1) this.#held.set(series, count - 1);
    else this.#held.delete(series);
    this.#source.release(series);
  }

  /** The series in use, in the order they were first asked for. */
  list(): IndicatorSeries[] {
    return [...this.#held.keys()];
  }

  requests(): IndicatorRequest[] {
    return this.list().map(({ definition, parameters }) => ({
      name: definition.name,
      parameters: [...parameters],
    }));
  }

  /**
   * Asks for series of an earlier life before the first bar comes, so that averages remember as much
   * as they did then.
   */
  remember(requests: readonly IndicatorRequest[]): void {
    for (const { name, parameters } of requests) {
      this.#remembered.push(this.acquire(name, parameters));
    }
  }

  /** Gives back what was asked for on behalf of an earlier life. */
  forget(): void {
    for (const series of this.#remembered) this.release(series);
    this.#remembered = [];
  }
}
