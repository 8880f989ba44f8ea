import type { AccountShare } from "../broker/mod.ts";
import { type EngineEvent, RowWriter, runnerId, timeframeMs } from "../domain/mod.ts";
import { CandleCursor } from "../market/mod.ts";
import { MarketSeries, Runner, type SeriesMember } from "../runner/mod.ts";
import type { StrategyHost } from "../strategy/mod.ts";
import { WANTED_EVENTS } from "./event_log.ts";
import type { BacktestMarket, BacktestSettings } from "./job.ts";

/** Rows worked off at once: enough that the loop costs nothing, few enough to stay in the cache. */
const CHUNK_ROWS = 1_024;

/** One symbol of a backtest: the very series and runner that trade live, fed from columns. */
export class MarketRun {
  readonly runner: Runner;
  readonly series: MarketSeries;
  readonly #rows = new RowWriter();
  readonly #cursor: CandleCursor;
  readonly #candleMs: number;

  /** @param onBar called with every closed bar, after the runner has taken its step */
  constructor(
    settings: BacktestSettings,
    market: BacktestMarket,
    number: number,
    share: AccountShare | undefined,
    event: (event: EngineEvent) => void,
    onBar: () => void,
  ) {
    const { timeframe, windowSize, cash, execution, risk } = settings;
    const { instrument, columns, candleMs } = market;
    this.series = new MarketSeries(instrument, timeframe, windowSize);
    const id = runnerId(`b${number}`);
    const decideOn = "CANDLE" as const;
    this.runner = new Runner(
      { id, instrument, cash: share ? 0 : cash, execution, risk, decideOn },
      this.series,
      { event, wanted: WANTED_EVENTS },
      0,
      columns.time[0] ?? 0,
      share,
    );
    this.series.join(this.runner);
    this.series.join(afterwards(onBar));
    this.#candleMs = candleMs;
    const source = { columns, intervalMs: candleMs };
    this.#cursor = new CandleCursor(source, timeframeMs(timeframe), 0, this.#rows);
  }

  async load(host: StrategyHost, settings: BacktestSettings): Promise<void> {
    const { strategy, parameters } = settings;
    this.runner.use(await host.load(strategy, parameters, this.runner.scope()));
  }

  get isDone(): boolean {
    return this.#cursor.done;
  }
  /** When the next candle is over; NaN at the end. */
  get nextEnd(): number {
    return this.#cursor.nextTime + this.#candleMs;
  }
  /** Candles worked off. */
  get position(): number {
    return this.#cursor.position;
  }

  /** Works off what was known at `now`, in part where it is much. */
  advance(now: number): void {
    this.#cursor.advance(now, CHUNK_ROWS);
    this.series.apply(this.#rows.rowsWritten());
    this.#rows.clear();
  }

  /** Lets go of the strategy. */
  close(): void {
    this.runner.close();
  }
}

/** Takes part in a stream only to see its bars close. */
function afterwards(onClose: () => void): SeriesMember {
  const nothing = () => {};
  return {
    onOpen: nothing,
    onUpdate: nothing,
    onInner: nothing,
    onMissed: nothing,
    onResume: nothing,
    onClose,
  };
}
