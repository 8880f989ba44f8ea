import type uPlot from "uplot";

/** A stretch of time, UTC epoch milliseconds. */
export interface TimeSpan {
  readonly min: number;
  readonly max: number;
}

/** Plots over the same time: whichever is zoomed, all of them show the same stretch. */
export class TimeGroup {
  /** Plots of one group share their crosshair under this name. */
  readonly key: string;
  readonly whole: TimeSpan;
  readonly #plots = new Set<uPlot>();
  readonly #listeners = new Set<(isWhole: boolean) => void>();
  #shown: TimeSpan;

  constructor(key: string, whole: TimeSpan) {
    this.key = key;
    this.whole = this.#shown = whole;
  }

  get shown(): TimeSpan {
    return this.#shown;
  }
  get isWhole(): boolean {
    return this.#shown === this.whole;
  }

  join(plot: uPlot): void {
    this.#plots.add(plot);
  }

  leave(plot: uPlot): void {
    this.#plots.delete(plot);
  }

  /** Told whenever another stretch is shown. @returns what ends it */
  listen(listener: (isWhole: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Shows another stretch on all plots; all of it for null. */
  show(span: TimeSpan | null): void {
    this.#shown = span === null ? this.whole : this.#inside(span);
    const { min, max } = this.#shown;
    for (const plot of this.#plots) plot.setScale("x", { min, max });
    for (const listener of this.#listeners) listener(this.isWhole);
  }

  #inside({ min, max }: TimeSpan): TimeSpan {
    const span = { min: Math.max(min, this.whole.min), max: Math.min(max, this.whole.max) };
    return span.max > span.min ? span : this.whole;
  }
}
