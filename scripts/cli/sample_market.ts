import { createSimulatedFeed } from "../../engine/feeds/mod.ts";
import {
  type CandleColumns,
  type Instrument,
  type MarketRows,
  RowKind,
  RowWriter,
  type Timeframe,
  timeframeMs,
} from "../../engine/mod.ts";

/** The moment the sample ends at: 2024-01-01, so that every check sees the same market. */
const END = 1_704_067_200_000;

/** Closed bars of the simulated market, the same every time. */
export function sampleBars(
  instrument: Instrument,
  timeframe: Timeframe,
  bars: number,
): Promise<CandleColumns> {
  const feed = createSimulatedFeed({
    seed: 1,
    speed: 1,
    clock: { now: () => END },
    timers: { every: () => () => {}, after: () => () => {} },
  });
  return new Promise((resolve, reject) => {
    const sink = {
      history(columns: CandleColumns) {
        feed.close();
        resolve(columns);
      },
      push() {},
      status(status: string, detail?: string) {
        if (status === "DOWN") reject(new Error(detail ?? "the simulated market is down"));
      },
      gap() {},
    };
    feed.open({ instrument, timeframe, historyBars: bars }, sink);
  });
}

/** Bars as a feed would have sent them: the first price, then the finished candle. */
export function rowsOf(columns: CandleColumns, timeframe: Timeframe): MarketRows {
  const writer = new RowWriter();
  const { time, open, high, low, close, volume } = columns;
  const barMs = timeframeMs(timeframe);
  for (let i = 0; i < time.length; i++) {
    const [at, first] = [time[i] ?? NaN, open[i] ?? NaN];
    writer.write(RowKind.OPEN, at, at, first, first, first, first, 0, NaN, NaN);
    const [up, down, last] = [high[i] ?? NaN, low[i] ?? NaN, close[i] ?? NaN];
    const traded = volume[i] ?? NaN;
    writer.write(RowKind.CLOSE, at + barMs, at, first, up, down, last, traded, NaN, NaN);
  }
  return writer.take();
}
