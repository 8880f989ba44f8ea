import type { EngineEvent, RunnerId } from "../domain/mod.ts";
import { InputError, invariant, messageOf } from "../domain/mod.ts";
import {
  isCostlyStrategy,
  MarketSeries,
  Runner,
  runnerSettings,
  storedState,
} from "../runner/mod.ts";
import { requireInstrument } from "../market/mod.ts";
import {
  resolveParameters,
  type StrategyDescription,
  StrategyFault,
  type StrategyHost,
  type StrategySource,
} from "../strategy/mod.ts";
import type { FromShard, RunnerCall, RunnerObeyed, StreamId, ToShard } from "./messages.ts";
import { ShardAccounts } from "./shard_accounts.ts";
import { ShardBoard } from "./shard_board.ts";
import { ShardRunner } from "./shard_runner.ts";
import { ShardStream } from "./shard_stream.ts";

/** What a shard needs from where it runs. */
export interface ShardWorld {
  readonly hosts: readonly StrategyHost[];
  post(message: FromShard): void;
  /** Wall-clock milliseconds with fractions, for latencies; the core never sees it. */
  wallClock(): number;
}

/** Where a runner's requests come in and answers go out; a `MessagePort` is one. */
export interface ControlPort {
  onmessage: ((event: MessageEvent<RunnerCall>) => void) | null;
  postMessage(message: unknown): void;
  close(): void;
}

/** Requests that change nothing. */
const READING: ReadonlySet<string> = new Set(["snapshot", "history", "indicators"]);

type AddRunner = ToShard & { type: "add-runner" };

/**
 * Hosts many runners on a few streams. Knows nothing of how its messages travel.
 *
 * Whatever one message causes goes back as one batch, together with the new state of each runner it
 * touched, so that events and state can be committed as one.
 */
export class Shard {
  readonly #world: ShardWorld;
  readonly #streams = new Map<StreamId, ShardStream>();
  readonly #runners = new Map<RunnerId, ShardRunner>();
  /** Runners whose state has changed since it was last handed over. */
  readonly #dirty = new Set<ShardRunner>();
  readonly #accounts = new ShardAccounts();
  readonly #board = new ShardBoard(() => this.#runners.values());
  #events: EngineEvent[] = [];
  #done: StreamId[] = [];

  constructor(world: ShardWorld) {
    this.#world = world;
  }

  receive(message: ToShard, port?: ControlPort): void {
    switch (message.type) {
      case "rows":
        this.#rows(message);
        break;
      case "open-stream":
        this.#streams.set(
          message.stream,
          new ShardStream(
            new MarketSeries(message.instrument, message.timeframe, message.capacity),
          ),
        );
        break;
      case "history":
        this.#streams.get(message.stream)?.series.warm(message.columns);
        break;
      case "close-stream":
        this.#streams.delete(message.stream);
        break;
      case "add-runner":
        invariant(port, "a runner comes with its port");
        void this.#add(message, port);
        break;
      case "trading-state":
        this.#setTradingState(message);
        break;
      case "risk-board":
        this.#board.set(message);
        break;
      case "describe":
        void this.#describe(message);
        break;
      case "ping":
        this.#world.post({
          type: "pong",
          runners: [...this.#runners.values()].map((held) => held.vitals()),
        });
        break;
    }
  }

  #rows(message: ToShard & { type: "rows" }): void {
    for (const { stream: id, rows } of message.batch) {
      this.#done.push(id);
      const stream = this.#streams.get(id);
      if (!stream) continue;
      const barsBefore = stream.series.window.total;
      stream.series.apply(rows);
      stream.latency.record(this.#world.wallClock() - message.arrivedAt);
      if (stream.series.window.total === barsBefore) continue;
      for (const held of stream.runners) this.#dirty.add(held);
    }
    this.#flush();
  }

  async #add(message: AddRunner, port: ControlPort): Promise<void> {
    const { record, instrument, standing, state, now } = message;
    const { account, risk } = standing;
    const stream = this.#streams.get(message.stream);
    invariant(stream, `stream ${message.stream} is open before its runners come`);
    const runner = new Runner(
      runnerSettings({ ...record, risk }, instrument),
      stream.series,
      {
        event: (event) => {
          this.#events.push(event);
          this.#dirty.add(held);
        },
        positionUpdated: (from, time) => this.#positionUpdated(from, time),
      },
      state?.sequence ?? 0,
      now,
      account ? this.#accounts.shareOf(account, () => held) : undefined,
    );
    const held: ShardRunner = new ShardRunner(
      runner,
      stream,
      record,
      (language) => this.#host(language),
    );
    if (account) this.#accounts.join(account, held);
    this.#enrol(held);
    this.#board.show(held);
    port.onmessage = (event) => void this.#call(held, port, event.data);
    const fault = await this.#start(held, message);
    if (!this.#holds(held)) held.close();
    else if (runner.status === "STOPPED") held.rest();
    else stream.series.join(runner);
    this.#flush();
    this.#world.post({ type: "runner-ready", id: record.id, fault: fault?.message ?? null });
  }

  /** Brings back the state and loads the strategy; a runner that cannot be loaded has failed. */
  async #start(held: ShardRunner, message: AddRunner): Promise<StrategyFault | null> {
    const { runner } = held;
    const { record, instrument, standing, state, moved, fail, now } = message;
    if (state) runner.restore(storedState(state.data, instrument));
    else {
      runner.announce("RUNNER_ADDED", now);
      if (record.status === "PAUSED") runner.control("PAUSE", now, "created without autostart");
    }
    if (moved !== null) runner.announceMove(now, moved);
    held.setTradingState(standing.tradingState, standing.flatten);
    if (fail !== null) {
      runner.control("FAIL", now, fail);
      return null;
    }
    const fault = await held.load();
    if (fault && runner.status !== "STOPPED") runner.fail(fault, now);
    return fault;
  }

  #host(language: string): StrategyHost {
    const host = this.#world.hosts.find((candidate) => candidate.language === language);
    if (!host) throw new StrategyFault("SYNTAX", `No host for strategies in ${language}`);
    return host;
  }

  async #call(held: ShardRunner, port: ControlPort, { call, request }: RunnerCall): Promise<void> {
    try {
      const value = await held.handle(request);
      if (request.op === "remove") this.#dismiss(held, request.moves);
      else if (!READING.has(request.op)) this.#dirty.add(held);
      // The batch goes first: whoever gets the answer finds its consequences committed.
      this.#flush();
      port.postMessage({ call, ok: true, value, sequence: held.runner.sequence });
      if (request.op === "remove") port.close();
    } catch (error) {
      this.#flush();
      const code = error instanceof InputError ? error.code : "INTERNAL";
      const message = messageOf(error);
      port.postMessage({ call, ok: false, code, message });
    }
  }

  /** All runners that are not stopped, at once: between two of them no price comes. */
  #setTradingState({ request, state, flatten }: ToShard & { type: "trading-state" }): void {
    const runners = [...this.#runners.values()].filter(({ runner }) => runner.status !== "STOPPED")
      .map((held): RunnerObeyed => {
        const before = this.#events.length;
        const flattened = held.setTradingState(state, flatten);
        this.#dirty.add(held);
        const canceled = this.#events.slice(before).filter(({ type }) => type === "ORDER_CANCELED");
        return {
          id: held.runner.id,
          canceled: canceled.length,
          closed: flattened === "CLOSED",
          leftOpen: flattened === "LEFT_OPEN",
          sequence: held.runner.sequence,
        };
      });
    this.#flush();
    this.#world.post({ type: "trading-state-set", request, runners });
  }

  #holds(held: ShardRunner): boolean {
    return this.#runners.get(held.runner.id) === held;
  }

  #enrol(held: ShardRunner): void {
    this.#runners.set(held.runner.id, held);
    held.stream.runners.add(held);
    this.#dirty.add(held);
  }

  /** @param moves true for a runner that goes on elsewhere: it takes along what it holds */
  #dismiss(held: ShardRunner, moves: boolean): void {
    const { account } = held;
    if (account !== null) this.#accounts.leave(account, held, moves ? null : held.former());
    this.#runners.delete(held.runner.id);
    this.#dirty.delete(held);
    held.stream.runners.delete(held);
  }

  async #describe(message: ToShard & { type: "describe" }): Promise<void> {
    const { request, source } = message;
    let described: { description: StrategyDescription; costly: boolean };
    try {
      described = await this.#inspect(source);
    } catch (error) {
      // A host that fails here is our own bug; it must not take the shard's runners with it.
      const { name, language, path, file } = source;
      const description = {
        ...{ name, language, path, description: "", parameters: [], constraints: [] },
        error: `${file}: ${messageOf(error)}`,
      };
      described = { description, costly: false };
    }
    this.#world.post({ type: "described", request, ...described });
  }

  async #inspect(source: StrategySource) {
    const host = this.#host(source.language);
    const description = await host.describe(source);
    if (description.error !== null) return { description, costly: false };
    const parameters = resolveParameters(description, {});
    const instrument = requireInstrument("BTCUSDT");
    try {
      const now = () => this.#world.wallClock();
      const costly = await isCostlyStrategy(host, source, parameters, instrument, now);
      return { description, costly };
    } catch (error) {
      if (!(error instanceof StrategyFault)) throw error;
      return { description: { ...description, error: error.message }, costly: false };
    }
  }

  #positionUpdated(runner: Runner, time: number): void {
    const position = runner.position();
    if (!position) return;
    this.#events.push({
      type: "POSITION_UPDATED",
      sequence: runner.sequence,
      time,
      runnerId: runner.id,
      symbol: runner.settings.instrument.code,
      position,
    });
  }

  #flush(): void {
    const states = Array.from(this.#dirty, (held) => held.state());
    const figures = [...this.#dirty].flatMap((held) => held.figures() ?? []);
    this.#dirty.clear();
    if (this.#events.length === 0 && states.length === 0 && this.#done.length === 0) return;
    const [events, done] = [this.#events, this.#done];
    this.#events = [];
    this.#done = [];
    this.#world.post({ type: "batch", events, states, figures, done });
  }
}
