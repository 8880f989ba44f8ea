import type { EngineOptions } from "./options.ts";
import { AccountLimits, Accounts } from "./service/accounts/mod.ts";
import type { EngineLog } from "./service/engine_log.ts";
import { EngineStatus } from "./service/engine_status.ts";
import { EngineEvents, Journal, Listeners } from "./service/events/mod.ts";
import { OfferedFeeds } from "./service/feeds/mod.ts";
import { CALL_MS, Fleet, type FleetOptions, Roster } from "./service/fleet/mod.ts";
import {
  RunnerChanges,
  RunnerControl,
  RunnerCreation,
  RunnerPast,
  RunnerRemoval,
  RunnerRestoration,
  RunnerViews,
} from "./service/runners/mod.ts";
import { Shutdown } from "./service/shutdown.ts";
import { StrategyDesk } from "./service/strategies/mod.ts";
import { EngineBoard, TradingSwitch } from "./service/trading/mod.ts";

const QUIET: EngineLog = { info() {}, warn() {} };

/** The parts of the engine, each with what it needs. */
export type Desks = ReturnType<typeof openDesks>;

export function openDesks(options: EngineOptions) {
  const core = openCore(options);
  return { ...core, ...openRunnerDesks(options, core) };
}

/** What is kept in memory, what is written, and the runners at work. */
function openCore(options: EngineOptions) {
  const { store, clock } = options;
  const startedAt = clock.now();
  const listeners = new Listeners();
  const journal = new Journal(store, options.timers, (event) => listeners.publish(event));
  const sequence = new EngineEvents(store);
  const stored = store.settings();
  const roster = new Roster();
  const feeds = new OfferedFeeds(options.feeds);
  const accounts = new Accounts({ store, journal, clock, roster });
  // Asked late: these two tell the fleet's shards, and the fleet asks them.
  const shards = () => fleet.pool.shards;
  const board = new EngineBoard({ stored: stored.risk, journal, shards, roster });
  const trading = new TradingSwitch({
    stored: stored.trading,
    journal,
    sequence,
    clock,
    answerMs: options.answerMs ?? CALL_MS,
    shards,
    roster,
  });
  const fleet: Fleet = new Fleet({
    pool: poolOptions(options),
    roster,
    feeds,
    clock,
    journal,
    sequence,
    log: options.log ?? QUIET,
    standing: (entry) => ({
      ...trading.standing,
      risk: accounts.riskOf(entry),
      account: accounts.recordOf(entry),
    }),
    beforeRunner: (shard) => board.tell(shard),
    holdingsChanged: () => board.changed(),
    publish: (event) => listeners.publish(event),
    changed: (id) => listeners.changed(id),
  });
  const shutdown = new Shutdown({ feeds, roster, fleet, journal });
  return {
    startedAt,
    listeners,
    journal,
    roster,
    feeds,
    accounts,
    board,
    trading,
    fleet,
    shutdown,
  };
}

function poolOptions(options: EngineOptions): FleetOptions["pool"] {
  const { shards: size, spawn, clock, timers, silentMs, pingMs } = options;
  return {
    size,
    spawn,
    clock,
    timers,
    ...(silentMs === undefined ? {} : { silentMs }),
    ...(pingMs === undefined ? {} : { pingMs }),
  };
}

/** What is done with runners, and shown of them. */
function openRunnerDesks(options: EngineOptions, core: ReturnType<typeof openCore>) {
  const { store, clock, defaultFeed, version } = options;
  const { roster, fleet, listeners, shutdown } = core;
  const shared = { ...core, store, clock };
  const strategies = new StrategyDesk(options.strategyFolders, fleet.pool);
  const removal = new RunnerRemoval({ ...shared, publish: (event) => listeners.publish(event) });
  const views = new RunnerViews(shared);
  return {
    strategies,
    views,
    removal,
    creation: new RunnerCreation({
      ...shared,
      defaultFeed,
      strategies,
      removal,
      isClosing: () => shutdown.begun,
    }),
    control: new RunnerControl(roster, clock),
    changes: new RunnerChanges({
      ...shared,
      strategies,
      changed: (id) => listeners.changed(id),
    }),
    restoration: new RunnerRestoration({ ...shared, strategies, log: options.log ?? QUIET }),
    past: new RunnerPast(store, roster),
    accountLimits: new AccountLimits({ ...shared, snapshot: (id) => views.snapshot(id) }),
    status: new EngineStatus({ ...shared, version }),
  };
}
