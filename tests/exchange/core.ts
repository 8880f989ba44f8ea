import type { Clock, Timers } from "../../engine/kernel/mod.ts";
import { BINANCE, type Exchange } from "../../engine/feeds/binance/exchanges.ts";
import { Faults, type Victims } from "./faults/faults.ts";
import { failed } from "./faults/rest_faults.ts";
import { StreamHub } from "./hub.ts";
import { ExchangeModel, type ModelOptions } from "./model.ts";
import { Peer, type PeerContext, type Wire } from "./peer.ts";
import type { RestAnswer } from "./rest/answer.ts";
import { Router } from "./rest/router.ts";

export interface CoreOptions extends Omit<ModelOptions, "start"> {
  /** Whose limits and weights there are; default Binance's. */
  readonly exchange?: Partial<Exchange>;
}

/** Reaching the exchange, and its being out of reach. */
export interface Transport {
  /** Nobody can reach the exchange for so long; resolves when they can again. */
  away(ms: number): Promise<void>;
}

const GOING_AWAY = 1001;
/** How old the data is that a stale answer has. */
const STALE_MS = 3_000;

/**
 * The exchange without a transport: sockets are {@link Wire}s, requests are paths. It does nothing
 * by itself; `tick` brings it to the present.
 */
export class ExchangeCore {
  readonly model: ExchangeModel;
  readonly faults: Faults;
  readonly #exchange: Exchange;
  readonly #hub: StreamHub;
  readonly #router: Router;
  readonly #peers = new Set<Peer>();
  readonly #marketTime: Clock;
  readonly #machine: Clock & Timers;
  readonly #context: PeerContext;
  /** Ends the wait for shutdowns that were announced. */
  readonly #shutdowns = new Set<() => void>();
  #lifeMs: number;
  #connections = 0;

  /**
   * @param marketTime what the exchange's clock says
   * @param machine by which limits and lives of connections are counted
   */
  constructor(
    options: CoreOptions,
    marketTime: Clock,
    machine: Clock & Timers,
    transport: Transport,
  ) {
    const exchange = this.#exchange = { ...BINANCE, ...options.exchange };
    const start = marketTime.now();
    this.model = new ExchangeModel({ ...options, start });
    this.#hub = new StreamHub(this.model, start, exchange.finest);
    this.#router = new Router(exchange);
    this.#marketTime = marketTime;
    this.#machine = machine;
    this.#lifeMs = exchange.connectionLifeMs;
    this.faults = new Faults(this.#victims(transport), machine);
    this.#context = { ...exchange, hub: this.#hub, plan: this.faults.plan, timers: machine };
  }

  /** Connections open now, and opened in all. */
  get open(): number {
    return this.#peers.size;
  }
  get connections(): number {
    return this.#connections;
  }

  /** Streams that somebody is subscribed to. */
  get streams(): ReadonlySet<string> {
    return new Set([...this.#peers].flatMap((peer) => [...peer.streams]));
  }

  /** @param path with the query, such as `/stream?streams=btcusdt@trade` */
  accept(path: string, wire: Wire): Peer {
    this.tick();
    const peer = new Peer(this.#context, wire, path, this.#machine.now());
    if (peer.isOpen) this.#peers.add(peer);
    this.#connections++;
    return peer;
  }

  receive(peer: Peer, text: string): void {
    this.tick();
    peer.receive(text, this.#machine.now());
    if (!peer.isOpen) this.#peers.delete(peer);
  }

  /** The client has left. */
  gone(peer: Peer): void {
    peer.gone();
    this.#peers.delete(peer);
  }

  /** Null when no answer will ever come. */
  get(path: string): RestAnswer | null {
    const fault = this.faults.plan.forRequest(path);
    const now = this.#marketTime.now() - (fault === "REST_STALE" ? STALE_MS : 0);
    const context = { model: this.model, exchange: this.#exchange, now };
    const answer = () => this.#router.get(path, context, this.#machine.now());
    return fault ? failed(fault, answer) : answer();
  }

  /** Delivers what has happened since the last time. */
  tick(): void {
    this.#hub.advance(this.#marketTime.now());
    const born = this.#machine.now() - this.#lifeMs;
    this.#end((peer) => peer.openedAt <= born, "the connection's life is over");
    this.faults.tick();
  }

  /** Ends all connections. */
  close(): void {
    for (const cancel of this.#shutdowns) cancel();
    this.#end(() => true, "");
    this.#drop([...this.#peers]);
  }

  /** What hangs does not even hear a goodbye. */
  #end(which: (peer: Peer) => boolean, reason: string): void {
    for (const peer of [...this.#peers].filter((peer) => !peer.isHung && which(peer))) {
      this.#peers.delete(peer);
      peer.close(GOING_AWAY, reason);
    }
  }

  #victims(transport: Transport): Victims {
    const chosen = (from: number, count: number) => {
      const standing = [...this.#peers].filter((peer) => !peer.isHung);
      return standing.slice(from, from + count);
    };
    const openPeers = () => this.open;
    return {
      get open() {
        return openPeers();
      },
      drop: (from, count) => this.#drop([...this.#peers].slice(from, from + count)),
      hang: (from, count) => {
        const peers = chosen(from, count);
        for (const peer of peers) peer.hang();
        return peers.length;
      },
      restart: (downMs) => {
        this.#drop([...this.#peers]);
        return transport.away(downMs);
      },
      shutDown: (noticeMs) => this.#shutDown(noticeMs),
      setLife: (ms) => void (this.#lifeMs = ms),
    };
  }

  #drop(peers: readonly Peer[]): number {
    for (const peer of peers) {
      this.#peers.delete(peer);
      peer.drop();
    }
    return peers.length;
  }

  #shutDown(noticeMs: number): void {
    const told = new Set(this.#peers);
    for (const peer of told) peer.announceShutdown(this.#marketTime.now());
    const cancel = this.#machine.after(noticeMs, () => {
      this.#shutdowns.delete(cancel);
      this.#end((peer) => told.has(peer), "server shutdown");
    });
    this.#shutdowns.add(cancel);
  }
}
