/** A stretch of an exchange's streams, kept so that a feed can be given it again and again. */
import type { Instrument } from "../../../engine/domain/mod.ts";
import type {
  HttpAnswer,
  Network,
  Socket,
  SocketEvents,
} from "../../../engine/feeds/binance/network.ts";
import {
  klineStream,
  quoteStream,
  tradeStream,
} from "../../../engine/feeds/binance/stream_names.ts";
import { requireInstrument } from "../../../engine/market/mod.ts";
import { MemoryExchange } from "../../exchange/memory_exchange.ts";
import { FakeTime } from "../../support/fake_time.ts";

const START = Date.UTC(2024, 0, 15, 12, 0, 30);

export interface Heard {
  readonly at: number;
  readonly text: string;
}

export interface CannedOptions {
  readonly symbols: number;
  readonly tradesPerSecond: number;
  /** How long the stretch is. */
  readonly ms: number;
}

/** So many symbols; none but the first is a real one. */
export const manyInstruments = (count: number): Instrument[] =>
  Array.from({ length: count }, (_, i) => ({
    ...requireInstrument("BTCUSDT"),
    code: i === 0 ? "BTCUSDT" : `S${i}USDT`,
  }));

/** Answers requests as of the beginning; its socket says what the stretch holds when it is told to. */
export class CannedExchange implements Network {
  readonly start = START;
  readonly heard: readonly Heard[];
  readonly #past: MemoryExchange;
  readonly #pastTime = new FakeTime(START);
  readonly #answers = new Map<string, HttpAnswer>();
  #socket: SocketEvents | null = null;

  private constructor(heard: readonly Heard[], options: Partial<CannedOptions>, codes: string[]) {
    this.heard = heard;
    this.#past = new MemoryExchange({ ...options, symbols: codes, time: this.#pastTime });
  }

  static async record(options: CannedOptions): Promise<CannedExchange> {
    const time = new FakeTime(START);
    const codes = manyInstruments(options.symbols).map(({ code }) => code);
    const { tradesPerSecond } = options;
    const exchange = new MemoryExchange({ tradesPerSecond, symbols: codes, time });
    const heard: Heard[] = [];
    const streams = codes.flatMap((code) => [
      klineStream(code, "1m"),
      tradeStream(code),
      quoteStream(code),
    ]);
    exchange.connect(`ws://exchange/stream?streams=${streams.join("/")}`, {
      opened() {},
      closed() {},
      message: (text) => void heard.push({ at: time.now(), text }),
    });
    await exchange.run(options.ms);
    exchange.close();
    return new CannedExchange(heard, { tradesPerSecond }, codes);
  }

  connect(_url: string, events: SocketEvents): Socket {
    this.#socket = events;
    queueMicrotask(() => events.opened());
    return {
      send: (text) => {
        const { id } = JSON.parse(text);
        queueMicrotask(() => events.message(JSON.stringify({ result: null, id })));
      },
      close: () => events.closed("closed"),
    };
  }

  async get(url: string, signal: AbortSignal): Promise<HttpAnswer> {
    const known = this.#answers.get(url);
    if (known) return known;
    const asked = this.#past.get(url, signal);
    this.#pastTime.advance(5);
    const answer = await asked;
    this.#answers.set(url, answer);
    return answer;
  }

  say(text: string): void {
    this.#socket?.message(text);
  }

  close(): void {
    this.#past.close();
  }
}
