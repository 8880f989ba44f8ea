import {
  type CandleColumns,
  Col,
  type MarketRows,
  ROW_WIDTH,
  RowKind,
  timeframeMs,
} from "../../domain/mod.ts";
import type { Clock, Timers } from "../../kernel/mod.ts";
import { columnsOf as columnsOfBars, joined } from "../binance/columns.ts";
import { type FinalBar, LiveBars } from "../binance/live_bars.ts";
import { MarketDesk } from "../binance/market_desk.ts";
import { baseOf } from "../binance/bases.ts";
import type { SymbolMarket } from "../binance/symbol_market.ts";
import { breathe } from "../breathe.ts";
import type { StreamRequest } from "../feed.ts";
import type { Outlet } from "../outlet.ts";
import { columnsOf, type Note, readLine, type RecordedLine } from "./format.ts";
import { linesOf } from "./line_source.ts";
import { PacedClock } from "./paced_clock.ts";
import type { RecordingIndex } from "./recording.ts";

/** Lines worked off at a stretch before others get their turn; some 5 ms. */
const LINES_A_TURN = 2_000;

export interface PlayerPace {
  readonly speed: number | "max";
  readonly clock: Clock;
  readonly timers: Timers;
}

/**
 * Plays what was recorded of a symbol through the code that made its rows live, from where a stream
 * of that timeframe began then (or from where the market's first bar was whole, if there was none).
 * With `request.after` all up to that bar is history.
 */
export async function playRecording(
  index: RecordingIndex,
  request: StreamRequest,
  outlet: Outlet,
  pace: PlayerPace,
): Promise<void> {
  const player = new Player(index, request, outlet);
  const clock = pace.speed === "max" ? null : new PacedClock(pace.speed, pace.clock, pace.timers);
  for await (const lines of linesOf(index.path)) {
    for (let i = 0; i < lines.length; i++) {
      const line = readLine(lines[i]!);
      if (!line) continue;
      if (clock && player.begun && !clock.reached(line.at)) {
        player.flush();
        await clock.until(line.at, () => outlet.closed);
      }
      player.take(line);
      if (i % LINES_A_TURN === LINES_A_TURN - 1 || outlet.full) {
        player.flush();
        await outlet.full;
        await breathe();
      }
      if (outlet.closed) return;
    }
    player.flush();
    await outlet.full;
    await breathe();
  }
  player.end();
}

class Player {
  readonly #request: StreamRequest;
  readonly #outlet: Outlet;
  readonly #desk: MarketDesk;
  readonly #bars: LiveBars;
  readonly #base: ReturnType<typeof baseOf>;
  /** True where a stream of this timeframe was recorded: it begins where that one began. */
  readonly #hasJoin: boolean;
  #joined = false;
  #at = NaN;
  /** What belongs to history because of `after`; null once rows are passed on. */
  #past: { history: CandleColumns; bars: FinalBar[] } | null = null;

  constructor(index: RecordingIndex, request: StreamRequest, outlet: Outlet) {
    const { instrument, timeframe } = request;
    this.#request = request;
    this.#outlet = outlet;
    this.#base = baseOf(timeframe);
    this.#hasJoin = index.symbols.get(instrument.code)?.has(timeframe) ?? false;
    this.#bars = new LiveBars(timeframeMs(timeframe), timeframeMs(this.#base));
    this.#desk = new MarketDesk({
      need() {},
      heard() {},
      finished() {},
      gap: (market, from, to) => {
        if (this.#isOurs(market) && this.begun) outlet.gap(from, to);
      },
      live: (market) => {
        if (this.#isOurs(market) && !this.#hasJoin && !this.#joined) this.#begin(market, []);
      },
      garbage() {},
      doubt() {},
    });
  }

  /** True once rows reach the outlet. */
  get begun(): boolean {
    return this.#joined && this.#past === null;
  }

  take({ at, message, note }: RecordedLine): void {
    this.#at = at;
    if (message !== undefined) this.#desk.message(message, at);
    else if (note) this.#note(note);
    if (this.#past) this.#sift();
  }

  /** Hands over the rows that were made. */
  flush(): void {
    if (this.begun && this.#bars.rows.rows > 0) this.#outlet.push(this.#bars.rows.take());
  }

  end(): void {
    if (this.#past) this.#release(new Float64Array(0));
    else if (!this.#joined) this.#outlet.begin(columnsOf([]));
    this.flush();
    this.#outlet.status("ENDED");
  }

  #isOurs({ symbol, base }: SymbolMarket): boolean {
    return symbol === this.#request.instrument.code && base === this.#base;
  }

  #note(note: Note): void {
    const desk = this.#desk;
    switch (note.simulator) {
      case "open":
        desk.open(note.symbol, note.base);
        break;
      case "drop": {
        const market = desk.find(note.symbol, note.base);
        if (market) desk.drop(market);
        break;
      }
      case "join":
        this.#join(note);
        break;
      case "candles": {
        const market = desk.find(note.symbol, note.base);
        if (market) desk.candles(market, columnsOf(note.rows), note.serverTime, this.#at);
        break;
      }
      case "clock":
        desk.clock(note.serverTime, this.#at);
        break;
      case "recheck":
        desk.find(note.symbol, note.base)?.recheck();
        break;
      case "lost":
        desk.lost();
        break;
    }
  }

  #join(note: Note & { simulator: "join" }): void {
    const { instrument, timeframe } = this.#request;
    if (this.#joined || note.symbol !== instrument.code || note.timeframe !== timeframe) return;
    const market = this.#desk.find(note.symbol, note.base);
    if (!market) return;
    if (note.partial) this.#bars.restore(note.partial, note.inner ?? null);
    this.#begin(market, note.history);
  }

  #begin(market: SymbolMarket, rows: readonly (readonly number[])[]) {
    this.#joined = true;
    const history = columnsOf(rows);
    if (this.#request.after === undefined) this.#outlet.begin(history);
    else this.#past = { history, bars: [] };
    market.join(this.#bars, this.#desk.now(this.#at));
  }

  /** Takes rows for history until the first one of a bar after `after`; INNER rows begin none. */
  #sift(): void {
    const rows = this.#bars.rows.take();
    const after = this.#request.after!;
    for (let i = 0; i < rows.length; i += ROW_WIDTH) {
      const kind = rows[i + Col.KIND];
      if (kind === RowKind.INNER) continue;
      if (rows[i + Col.TIME]! > after) return this.#release(rows.subarray(i));
      if (kind === RowKind.CLOSE || kind === RowKind.MISSED) {
        this.#past?.bars.push({
          time: rows[i + Col.TIME]!,
          open: rows[i + Col.OPEN]!,
          high: rows[i + Col.HIGH]!,
          low: rows[i + Col.LOW]!,
          close: rows[i + Col.CLOSE]!,
          volume: rows[i + Col.VOLUME]!,
        });
      }
    }
  }

  #release(rows: MarketRows): void {
    const { history, bars } = this.#past!;
    this.#past = null;
    this.#outlet.begin(joined([history, columnsOfBars(bars)]));
    this.#outlet.push(rows);
  }
}
