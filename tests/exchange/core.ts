import type { Clock } from "../../engine/kernel/mod.ts";
import { BINANCE, type Exchange } from "../../engine/feeds/binance/exchanges.ts";
import { StreamHub } from "./hub.ts";
import { ExchangeModel, type ModelOptions } from "./model.ts";
import { Peer, type Wire } from "./peer.ts";
import type { RestAnswer } from "./rest/answer.ts";
import { Router } from "./rest/router.ts";

export interface CoreOptions extends Omit<ModelOptions, "start"> {
  /** Whose limits and weights there are; default Binance's. */
  readonly exchange?: Partial<Exchange>;
}

const GOING_AWAY = 1001;

/**
 * The exchange without a transport: sockets are {@link Wire}s, requests are paths. It does nothing
 * by itself; `tick` brings it to the present.
 */
export class ExchangeCore {
  readonly model: ExchangeModel;
  readonly #exchange: Exchange;
  readonly #hub: StreamHub;
  readonly #router: Router;
  readonly #peers = new Set<Peer>();
  readonly #marketTime: Clock;
  readonly #machine: Clock;
  #connections = 0;

  /**
   * @param marketTime what the exchange's clock says
   * @param machine by which limits and lives of connections are counted
   */
  constructor(options: CoreOptions, marketTime: Clock, machine: Clock) {
    this.#exchange = { ...BINANCE, ...options.exchange };
    const start = marketTime.now();
    this.model = new ExchangeModel({ ...options, start });
    this.#hub = new StreamHub(this.model, start, this.#exchange.finest);
    this.#router = new Router(this.#exchange);
    this.#marketTime = marketTime;
    this.#machine = machine;
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
    const now = this.#machine.now();
    const peer = new Peer(this.#hub, wire, this.#exchange, path, now);
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

  get(path: string): RestAnswer {
    const context = { model: this.model, exchange: this.#exchange, now: this.#marketTime.now() };
    return this.#router.get(path, context, this.#machine.now());
  }

  /** Delivers what has happened since the last time. */
  tick(): void {
    this.#hub.advance(this.#marketTime.now());
    this.#endOldConnections();
  }

  /** Ends all connections. */
  close(): void {
    for (const peer of this.#peers) peer.close(GOING_AWAY, "");
    this.#peers.clear();
  }

  #endOldConnections(): void {
    const born = this.#machine.now() - this.#exchange.connectionLifeMs;
    for (const peer of this.#peers) {
      if (peer.openedAt > born) continue;
      peer.close(GOING_AWAY, "24 hours are over");
      this.#peers.delete(peer);
    }
  }
}
