import type { Alarms } from "./session_alarms.ts";

/** Longest text that is taken for an answer; the longest real one lists 1,024 streams in 30 KB. */
const MAX_ANSWER_LENGTH = 100_000;

/** Most requests under way; more wait for an answer or for the end of the connection. */
export const MAX_UNANSWERED = 8;

export interface Answer {
  readonly id: number;
  readonly result: unknown;
  /** What is wrong with the request; null when it was fulfilled. */
  readonly fault: string | null;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** Null for any text that is no answer. */
export function readAnswer(text: string): Answer | null {
  if (text.length > MAX_ANSWER_LENGTH || !text.includes('"id"')) return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value) || typeof value.id !== "number") return null;
  // Older servers put code and msg beside the id.
  const error = value.error ?? (value.code === undefined ? undefined : value);
  if (error !== undefined) return { id: value.id, result: null, fault: faultOf(error) };
  return "result" in value ? { id: value.id, result: value.result, fault: null } : null;
}

function faultOf(error: unknown): string {
  return isObject(error) && typeof error.msg === "string" ? error.msg : "no reason given";
}

export interface RequestEvents {
  fulfilled(id: number): void;
  /** Refused, or not answered in time. */
  failed(reason: string): void;
}

interface Waiting {
  readonly method: string;
  readonly stop: () => void;
}

/** Requests of one connection and their answers. */
export class Requests {
  readonly #alarms: Alarms;
  readonly #answerMs: number;
  readonly #events: RequestEvents;
  readonly #waiting = new Map<number, Waiting>();
  #lastId = 0;

  constructor(alarms: Alarms, answerMs: number, events: RequestEvents) {
    this.#alarms = alarms;
    this.#answerMs = answerMs;
    this.#events = events;
  }

  get isFull(): boolean {
    return this.#waiting.size >= MAX_UNANSWERED;
  }

  /** A request that has to be answered in time. */
  make(method: string, streams: readonly string[]): { readonly id: number; readonly text: string } {
    const id = ++this.#lastId;
    const stop = this.#alarms.after(
      this.#answerMs,
      () => this.#events.failed(`${method} was not answered within ${this.#answerMs / 1_000} s`),
    );
    this.#waiting.set(id, { method, stop });
    return { id, text: JSON.stringify({ method, params: streams, id }) };
  }

  /** A question whose answer is of no interest: that one comes is. */
  probe(): string {
    return JSON.stringify({ method: "LIST_SUBSCRIPTIONS", id: ++this.#lastId });
  }

  /** Takes a text that answers one of the requests. @returns false when it is something else */
  take(text: string): boolean {
    const answer = readAnswer(text);
    if (answer === null || answer.id < 1 || answer.id > this.#lastId) return false;
    const waiting = this.#waiting.get(answer.id);
    // A probe that is refused was answered, and that is all that was asked.
    if (!waiting) return true;
    waiting.stop();
    this.#waiting.delete(answer.id);
    const fault = answer.fault ?? (answer.result !== null ? "no sense in it" : null);
    if (fault !== null) this.#events.failed(`${waiting.method} was refused: ${fault}`);
    else this.#events.fulfilled(answer.id);
    return true;
  }
}
