/** A desk of backtests for tests: of a strategy of the bench, over a random walk, in the test's own thread. */
import { requireInstrument } from "../../engine/market/mod.ts";
import {
  BacktestDesk,
  type BacktestDeskOptions,
  type BacktestInfo,
  type BacktestInput,
} from "../../engine/service/backtest/mod.ts";
import { type BacktestStore, openBacktestStore } from "../../engine/store/mod.ts";
import { WorkQueue } from "../../engine/mod.ts";
import { jobOf, MINUTE, walkColumns } from "./backtests.ts";
import { localBacktests } from "./local_backtests.ts";
import { localChecker } from "./local_checker.ts";

export const { settings: { strategy: CROSS } } = await jobOf(
  "ema_long_only_ts.ts",
  walkColumns(10),
);
/** What every symbol has, whoever asks. */
export const WALKED = walkColumns(3_000);
export const INPUT: BacktestInput = { strategy: "cross", symbols: ["BTCUSDT"], cash: 1_000_000 };

/** A desk whose clock goes on by a second whenever it is looked at. */
export function backtestDesk(change: Partial<BacktestDeskOptions> = {}) {
  let now = 0;
  const queue = change.queue ?? new WorkQueue();
  const store = change.store ?? openBacktestStore(":memory:");
  const desk = new BacktestDesk({
    runner: localBacktests(),
    store,
    queue,
    clock: { now: () => now += 1_000 },
    defaultSource: "SIMULATED",
    findStrategy: () => Promise.resolve(CROSS),
    loadMarket: (symbol) =>
      Promise.resolve({
        instrument: requireInstrument(symbol),
        columns: WALKED,
        candleMs: MINUTE,
        origin: "a walk",
        repeated: 0,
        skipped: [],
      }),
    ownCandles: () => Promise.resolve(null),
    checkerFor: localChecker,
    ...change,
  });
  return { desk, store, queue };
}

/** Resolves once the backtest is as it should be. */
export function when(
  desk: BacktestDesk,
  id: string,
  isSo: (info: BacktestInfo) => boolean,
): Promise<BacktestInfo> {
  return new Promise((resolve) => {
    const look = (info: BacktestInfo | undefined) => {
      if (info?.id !== id || !isSo(info)) return;
      stop();
      resolve(info);
    };
    const stop = desk.listen(look);
    look(desk.find(id));
  });
}

/** Resolves once the backtest is over. */
export function over(desk: BacktestDesk, id: string): Promise<BacktestInfo> {
  return when(desk, id, ({ status }) => status !== "QUEUED" && status !== "RUNNING");
}

/** A store that does some things in another way. */
export function boundStore(store: BacktestStore, change: Partial<BacktestStore>): BacktestStore {
  return {
    work: store.work,
    put: (...all) => store.put(...all),
    finish: (...all) => store.finish(...all),
    forgetUnfinished: () => store.forgetUnfinished(),
    list: () => store.list(),
    trades: (id, limit, offset) => store.trades(id, limit, offset),
    tradeCount: (id) => store.tradeCount(id),
    columns: (id, names) => store.columns(id, names),
    remove: (id) => store.remove(id),
    giveBack: (breathe) => store.giveBack(breathe),
    nextNumber: () => store.nextNumber(),
    close: () => store.close(),
    ...change,
  };
}
