import {
  type BacktestApi,
  type BacktestInfo,
  type Candle,
  conflict,
  type EngineApi,
  type EngineEvent,
  type EngineSummaryView,
  type EventType,
  type FeedKind,
  type FeedView,
  notFound,
  type RunnerInfo,
  type RunnerSnapshot,
  type StudyApi,
  type StudyInfo,
  systemTimers,
  type Timers,
} from "../../engine/mod.ts";
import {
  FEEDS_PULSE_MS,
  FEEDS_REFRESH_MS,
  MAX_SUBSCRIBERS,
  MAX_WAITING_EVENTS,
  RUNNERS_PULSE_MS,
  SUMMARY_PULSE_MS,
} from "../limits.ts";
import { candleRoute } from "./candle_topic.ts";
import { type EventFilter, eventRoute } from "./event_topic.ts";
import { Mailbox, type MailboxCounts } from "./mailbox.ts";
import { type Interest, type Route, Router, streamKey, streamOf } from "./router.ts";
import { type RunChange, RunTopic } from "./run_topic.ts";
import { RunnerTopic } from "./runner_topic.ts";
import { SnapshotTopic } from "./snapshot_topic.ts";
import { ViewTopic } from "./view_topic.ts";

/** What runs in its turn, where it is offered. */
export interface Runs {
  readonly backtests?: BacktestApi | undefined;
  readonly studies?: StudyApi | undefined;
}

/** Feeds any number of subscriptions from one listener at the engine. */
export class PubSub {
  readonly #engine: EngineApi;
  readonly #timers: Timers;
  readonly #router = new Router();
  readonly #snapshots = new Map<string, SnapshotTopic>();
  readonly #runners: RunnerTopic;
  readonly #summary: ViewTopic<EngineSummaryView>;
  readonly #feeds: ViewTopic<FeedView[]>;
  readonly #open = new Set<{ end(): void }>();
  readonly #shared = new WeakMap<RunnerInfo, Promise<RunnerSnapshot> | null>();
  readonly #eventCounts = new Map<EventType, number>();
  readonly #unlisten: () => void;
  readonly counts: MailboxCounts = { conflated: 0, overflowed: 0 };

  readonly #backtests: RunTopic<BacktestInfo>;
  readonly #studies: RunTopic<StudyInfo>;

  constructor(engine: EngineApi, timers: Timers = systemTimers, { backtests, studies }: Runs = {}) {
    this.#engine = engine;
    this.#backtests = new RunTopic("backtest", backtests);
    this.#studies = new RunTopic("study", studies);
    this.#timers = timers;
    this.#runners = new RunnerTopic(engine, timers, (runner) => this.#shared.set(runner, null));
    this.#summary = new ViewTopic(timers, {
      read: () => engine.summary(),
      pulseMs: RUNNERS_PULSE_MS,
      refreshMs: SUMMARY_PULSE_MS,
    });
    this.#feeds = new ViewTopic(timers, {
      read: () => engine.feeds(),
      pulseMs: FEEDS_PULSE_MS,
      refreshMs: FEEDS_REFRESH_MS,
    });
    this.#unlisten = engine.listen({
      event: (event) => this.#onEvent(event),
      changed: (id) => this.#onChanged(id),
    });
  }

  get subscribers(): number {
    return this.#open.size;
  }

  /** Events seen since the start. */
  get eventCounts(): ReadonlyMap<EventType, number> {
    return this.#eventCounts;
  }

  /** @throws InputError NOT_FOUND for a runner that does not exist */
  events(filter: EventFilter): Mailbox<EngineEvent> {
    const { runnerId, symbol } = filter;
    const interest: Interest = runnerId !== undefined
      ? { runnerId, stream: streamOf(this.#runner(runnerId)) }
      : symbol !== undefined
      ? { symbol }
      : {};
    return this.#routed(interest, (mailbox) => eventRoute(this.#engine, filter, mailbox));
  }

  /** Candles of a symbol, as soon as some runner has the stream open. */
  candles(symbol: string, timeframe: string, feed: FeedKind): Mailbox<Candle> {
    const channel = () => this.#engine.channelFor(symbol, timeframe, feed);
    const stream = streamKey(symbol, timeframe, feed);
    return this.#routed({ stream }, (mailbox) => candleRoute(channel, mailbox));
  }

  /** @throws InputError NOT_FOUND */
  runnerCandles(id: string): Mailbox<Candle> {
    const channel = () => this.#engine.channelOf(id);
    const interest = { runnerId: id, stream: streamOf(this.#runner(id)) };
    return this.#routed(interest, (mailbox) => candleRoute(channel, mailbox));
  }

  /** @throws InputError NOT_FOUND */
  runnerSnapshots(id: string): Mailbox<RunnerSnapshot> {
    this.#runner(id);
    const topic = this.#snapshots.get(id) ?? new SnapshotTopic(this.#engine, this.#timers, id);
    const mailbox = this.#mailbox<RunnerSnapshot>((self) => {
      topic.remove(self);
      if (topic.isUnused) this.#snapshots.delete(id);
    });
    this.#snapshots.set(id, topic);
    topic.add(mailbox);
    return mailbox;
  }

  runners(): Mailbox<RunnerInfo> {
    const mailbox = this.#mailbox<RunnerInfo>((self) => this.#runners.remove(self));
    this.#runners.add(mailbox);
    return mailbox;
  }

  summaries(): Mailbox<EngineSummaryView> {
    const mailbox = this.#mailbox<EngineSummaryView>((self) => this.#summary.remove(self));
    this.#summary.add(mailbox);
    return mailbox;
  }

  feeds(): Mailbox<FeedView[]> {
    const mailbox = this.#mailbox<FeedView[]>((self) => this.#feeds.remove(self));
    this.#feeds.add(mailbox);
    return mailbox;
  }

  /** @throws InputError NOT_FOUND */
  backtest(id: string): Mailbox<BacktestInfo> {
    return this.#run(this.#backtests, id);
  }

  /** @throws InputError NOT_FOUND */
  study(id: string): Mailbox<StudyInfo> {
    return this.#run(this.#studies, id);
  }

  backtests(): Mailbox<RunChange<BacktestInfo>> {
    return this.#runs(this.#backtests);
  }

  studies(): Mailbox<RunChange<StudyInfo>> {
    return this.#runs(this.#studies);
  }

  /** The runner's snapshot; one that came by `runners` is fetched once for all its subscribers. */
  snapshotOf(runner: RunnerInfo): Promise<RunnerSnapshot> {
    const shared = this.#shared.get(runner);
    if (shared === undefined) return this.#engine.snapshot(runner.id);
    if (shared !== null) return shared;
    const fetched = this.#engine.snapshot(runner.id);
    this.#shared.set(runner, fetched);
    return fetched;
  }

  /** Ends every subscription and leaves the engine. */
  close(): void {
    this.#unlisten();
    this.#backtests.close();
    this.#studies.close();
    for (const mailbox of [...this.#open]) mailbox.end();
  }

  #onEvent(event: EngineEvent): void {
    this.#eventCounts.set(event.type, (this.#eventCounts.get(event.type) ?? 0) + 1);
    if (this.#open.size === 0) return;
    this.#router.dispatch(event);
    switch (event.type) {
      case "RUNNER_REMOVED":
        if (event.runnerId !== null) this.#snapshots.get(event.runnerId)?.end();
        this.#feeds.changed();
        return this.#summary.changed();
      case "FEED_STATUS_CHANGED":
        this.#feeds.changed();
        return this.#summary.changed();
      case "FEED_GAP":
        return this.#feeds.changed();
      case "TRADING_STATE_CHANGED":
        return this.#summary.changed();
      case "RUNNER_ADDED":
      case "RUNNER_STATUS_CHANGED":
        if (event.runnerId !== null) this.#onChanged(event.runnerId);
        this.#feeds.changed();
        return this.#summary.changed();
    }
  }

  #onChanged(id: string): void {
    this.#snapshots.get(id)?.changed();
    this.#runners.changed(id);
  }

  #runner(id: string): RunnerInfo {
    const runner = this.#engine.runner(id);
    if (runner === undefined) throw notFound(`Cannot subscribe to runner ${id}: there is none`);
    return runner;
  }

  #run<Info extends BacktestInfo | StudyInfo>(topic: RunTopic<Info>, id: string): Mailbox<Info> {
    topic.require(id);
    const mailbox = this.#mailbox<Info>((self) => topic.remove(id, self));
    topic.add(id, mailbox);
    return mailbox;
  }

  #runs<Info extends BacktestInfo | StudyInfo>(topic: RunTopic<Info>): Mailbox<RunChange<Info>> {
    const mailbox = this.#mailbox<RunChange<Info>>((self) => topic.removeList(self));
    topic.addList(mailbox);
    return mailbox;
  }

  #routed<T>(interest: Interest, route: (mailbox: Mailbox<T>) => Route): Mailbox<T> {
    let leave: (() => void) | null = null;
    const mailbox = this.#mailbox<T>(() => leave?.());
    leave = this.#router.add(interest, route(mailbox));
    return mailbox;
  }

  #mailbox<T>(onEnd: (mailbox: Mailbox<T>) => void): Mailbox<T> {
    if (this.#open.size >= MAX_SUBSCRIBERS) {
      throw conflict(
        `Cannot subscribe: ${MAX_SUBSCRIBERS} subscriptions are open, the most there may be`,
      );
    }
    const mailbox: Mailbox<T> = new Mailbox<T>(MAX_WAITING_EVENTS, this.counts, () => {
      this.#open.delete(mailbox);
      onEnd(mailbox);
    });
    this.#open.add(mailbox);
    return mailbox;
  }
}
