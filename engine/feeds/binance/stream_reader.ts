import { type Fields, isObject, seen, StreamChecks } from "./stream_checks.ts";
import { StreamFields } from "./stream_fields.ts";
import { Message, type MessageKind } from "./stream_messages.ts";
import { readKline, readQuote, readTrade } from "./stream_payloads.ts";
import { Topics } from "./stream_topics.ts";

export { Message, type MessageKind } from "./stream_messages.ts";

/** A longer text is not looked at: the messages that are read have less than 500 characters. */
export const MAX_MESSAGE_CHARS = 65_536;
/** Of what the exchange says about a request. */
const MAX_ERROR_CHARS = 200;
const SHUTDOWN = "serverShutdown";

/**
 * Turns texts from the exchange into numbers that make sense, or says what is wrong with them. What
 * `read` returns tells which of the fields hold the message's values; they do until the next `read`.
 */
export class StreamReader extends StreamFields {
  readonly #topics = new Topics();
  readonly #check = new StreamChecks();

  /** GARBAGE: which field is wrong, and how; short. */
  get fault(): string {
    return this.#check.fault;
  }

  /** Never throws. */
  read(text: string): MessageKind {
    this.#check.fault = "";
    this.symbol = "";
    const root = this.#parse(text);
    const kind = root === undefined ? Message.GARBAGE : this.#readRoot(root);
    return this.#check.fault === "" ? kind : Message.GARBAGE;
  }

  #parse(text: string): Fields | undefined {
    if (text.length > MAX_MESSAGE_CHARS) {
      this.#check.fail(`the message has ${text.length} characters, more than ${MAX_MESSAGE_CHARS}`);
      return undefined;
    }
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      this.#check.fail(`the message is no JSON: ${seen(text)}`);
      return undefined;
    }
    return this.#check.object("the message", value);
  }

  #readRoot(root: Fields): MessageKind {
    if (root.stream === undefined) return this.#readBare(root);
    if (typeof root.stream === "string") return this.#readEnveloped(root.stream, root.data);
    this.#check.refuse("stream", root.stream, "a name");
    return Message.GARBAGE;
  }

  #readEnveloped(stream: string, data: unknown): MessageKind {
    const topic = this.#topics.of(stream);
    // Some of the streams that are not read carry lists.
    if (topic.kind === Message.OTHER && Array.isArray(data)) return Message.OTHER;
    const fields = this.#check.object("data", data);
    if (fields === undefined) return Message.GARBAGE;
    if (fields.e === SHUTDOWN || stream === `!${SHUTDOWN}`) return Message.SHUTDOWN;
    switch (topic.kind) {
      case Message.KLINE:
        this.#expect(fields.e, "kline");
        return readKline(this, this.#check, fields, topic);
      case Message.TRADE:
        this.#expect(fields.e, "aggTrade");
        return readTrade(this, this.#check, fields, topic);
      case Message.QUOTE:
        // Only futures say it.
        if (fields.e !== undefined) this.#expect(fields.e, "bookTicker");
        return readQuote(this, this.#check, fields, topic);
      default:
        return Message.OTHER;
    }
  }

  /** A payload as it comes from a connection to one stream, or what is not of a stream. */
  #readBare(root: Fields): MessageKind {
    switch (root.e) {
      case "kline":
        return readKline(this, this.#check, root);
      case "aggTrade":
        return readTrade(this, this.#check, root);
      case "bookTicker":
        return readQuote(this, this.#check, root);
      case SHUTDOWN:
        return Message.SHUTDOWN;
      case undefined:
        return this.#readNameless(root);
    }
    if (typeof root.e !== "string") this.#check.refuse("e", root.e, "the name of an event");
    return Message.OTHER;
  }

  #readNameless(root: Fields): MessageKind {
    if (isQuote(root)) return readQuote(this, this.#check, root);
    if (isShutdown(root.event) || isShutdown(root.data)) return Message.SHUTDOWN;
    return this.#readAnswer(root);
  }

  #readAnswer(root: Fields): MessageKind {
    const refusal = root.error ?? root;
    this.requestId = Number.isSafeInteger(root.id) ? Number(root.id) : NaN;
    this.error = null;
    if (isRefusal(refusal)) {
      const said = refusal.msg.slice(0, MAX_ERROR_CHARS);
      this.error = `The exchange answered with error ${refusal.code}: ${said}`;
    } else if (refusal !== root) {
      this.#check.refuse("error", refusal, "a code with a message");
    } else if (root.result === undefined) {
      this.#check.fail("the message is neither an event nor an answer");
    }
    return Message.ANSWER;
  }

  #expect(event: unknown, right: string): void {
    if (event !== right) this.#check.refuse("e", event, right);
  }
}

function isShutdown(value: unknown): boolean {
  return isObject(value) && value.e === SHUTDOWN;
}

/** Quotes of the spot market do not say what they are. */
function isQuote(root: Fields): boolean {
  return root.u !== undefined && root.s !== undefined && root.b !== undefined &&
    root.B !== undefined && root.a !== undefined && root.A !== undefined;
}

function isRefusal(value: unknown): value is { readonly code: number; readonly msg: string } {
  return isObject(value) && Number.isSafeInteger(value.code) && typeof value.msg === "string";
}
