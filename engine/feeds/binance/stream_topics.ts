import { isTimeframe, type Timeframe } from "../../domain/mod.ts";
import { Message, type MessageKind } from "./stream_messages.ts";

/** What the messages of a stream are about. */
export interface Topic {
  /** KLINE, TRADE, QUOTE or OTHER. */
  readonly kind: MessageKind;
  /** Upper case. */
  readonly symbol: string;
  /** Of the bars of a KLINE; undefined for other kinds. */
  readonly interval: Timeframe | undefined;
}

/** Names kept at most: four times what a connection may have. They are forgotten all at once. */
export const MAX_TOPICS = 4_096;

/** A longer name is no stream of ours. */
const MAX_NAME_CHARS = 64;
const MAX_SYMBOL_CHARS = 32;
/** Exchanges list symbols in other scripts than ours, too. Some small letters have no capital. */
const SYMBOL = /^(?!.*\p{Ll})[\p{L}\p{N}][\p{L}\p{N}._-]*$/u;
const KLINE = "kline_";
const NOT_READ: Topic = { kind: Message.OTHER, symbol: "", interval: undefined };

/** True for a symbol as messages name it. */
export function isSymbol(text: string): boolean {
  return text.length <= MAX_SYMBOL_CHARS && SYMBOL.test(text) && text === text.toUpperCase();
}

/** What streams are about, by their names: `btcusdt@kline_1m`. Each is looked into once. */
export class Topics {
  readonly #known = new Map<string, Topic>();

  get size(): number {
    return this.#known.size;
  }

  of(stream: string): Topic {
    const known = this.#known.get(stream);
    if (known !== undefined) return known;
    const topic = stream.length <= MAX_NAME_CHARS ? topicOf(stream) : NOT_READ;
    if (topic === NOT_READ) return topic;
    if (this.#known.size === MAX_TOPICS) this.#known.clear();
    this.#known.set(stream, topic);
    return topic;
  }
}

function topicOf(stream: string): Topic {
  const at = stream.indexOf("@");
  const symbol = stream.slice(0, Math.max(at, 0)).toUpperCase();
  if (!isSymbol(symbol)) return NOT_READ;
  const what = stream.slice(at + 1);
  if (what === "aggTrade") return { kind: Message.TRADE, symbol, interval: undefined };
  if (what === "bookTicker") return { kind: Message.QUOTE, symbol, interval: undefined };
  const interval = what.startsWith(KLINE) ? what.slice(KLINE.length) : "";
  return isTimeframe(interval) ? { kind: Message.KLINE, symbol, interval } : NOT_READ;
}
