import { type CandleColumns, type FeedStatus, timeframeMs } from "../../domain/mod.ts";
import type { StreamRequest } from "../feed.ts";
import type { Outlet } from "../outlet.ts";
import { columnsOf, joined, tailOf } from "./columns.ts";
import type { StreamPast } from "./history.ts";
import { type FinalBar, LiveBars } from "./live_bars.ts";

/** One stream of a runner on its way from a symbol's market to its sink. */
export class Subscription {
  readonly request: StreamRequest;
  readonly bars: LiveBars;
  readonly outlet: Outlet;
  readonly #baseMs: number;
  /** Base bars that were finished while the past was being fetched. */
  #meanwhile: FinalBar[] = [];
  #begun = false;
  #status: FeedStatus | null = null;
  #detail: string | null = null;

  constructor(request: StreamRequest, baseMs: number, outlet: Outlet) {
    this.request = request;
    this.#baseMs = baseMs;
    this.outlet = outlet;
    this.bars = new LiveBars(timeframeMs(request.timeframe), baseMs);
  }

  /** True once the past was handed over. */
  get begun(): boolean {
    return this.#begun;
  }

  /** A base bar is over that this stream did not get as rows. */
  finished(bar: FinalBar): void {
    if (!this.#begun) this.#meanwhile.push(bar);
  }

  /** Forgets what was finished: the past is fetched anew. */
  restart(): void {
    this.#meanwhile = [];
  }

  /**
   * Takes in the past, and what was finished while it was fetched.
   *
   * @param until how far it reaches
   * @returns the bars before the first row
   */
  warm({ bars, seeds }: StreamPast, until: number): CandleColumns {
    const over = seeds.flatMap(({ candles, fineMs }) => this.bars.warm(candles, fineMs));
    const later = this.#meanwhile.filter((bar) => bar.time >= until);
    over.push(...this.bars.warm(columnsOf(later), this.#baseMs));
    this.#meanwhile = [];
    return tailOf(joined([bars, columnsOf(over)]), this.request.historyBars);
  }

  /** Hands over the past; the stream is live from now on. */
  begin(history: CandleColumns): void {
    this.#begun = true;
    this.#status = "LIVE";
    this.#detail = null;
    this.outlet.begin(history);
  }

  /** Says how the stream is, if that is news. */
  say(status: FeedStatus, detail: string | null): void {
    if (this.#status === status && (this.#detail === detail || status === "LIVE")) return;
    this.#status = status;
    this.#detail = detail;
    this.outlet.status(status, detail ?? undefined);
  }

  /** There are rows to hand over that decisions on candles hang on. */
  get isUrgent(): boolean {
    return this.bars.rows.isFirm;
  }

  /** Hands over the rows that were written. */
  flush(): void {
    if (this.bars.rows.rows > 0) this.outlet.push(this.bars.rows.take());
  }
}
