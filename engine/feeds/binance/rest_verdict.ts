import type { HttpAnswer } from "./network.ts";
import { RestError } from "./rest_api.ts";
import type { RestTiming } from "./rest_timing.ts";

const TOO_MANY = 429;
const BANNED = 418;
/** "Timeout waiting for response from backend server": the exchange's fault in spite of its number. */
const BACKEND_TIMEOUT = 408;
/** Longest wait that is believed: a ban lasts three days at most. */
export const MAX_PAUSE_MS = 3 * 86_400_000;
/** Most of the exchange's own words that a message quotes. */
const MAX_QUOTE = 200;

/** The exchange says no, and why. */
export class Refusal extends RestError {
  /** The exchange's own number for it; null where it gave none. */
  readonly code: number | null;

  constructor(message: string, code: number | null) {
    super("REFUSED", message);
    this.code = code;
  }
}

/** What an answer's status says went wrong; null for an answer with data. */
export function faultOf(
  answer: HttpAnswer,
  exchange: string,
  timing: RestTiming,
  now: number,
): RestError | null {
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  if (status === TOO_MANY || status === BANNED) {
    const usual = status === BANNED ? timing.banMs : timing.retryAfterMs;
    const waitMs = retryAfter(answer.header("Retry-After"), now) ?? usual;
    return limited(exchange, waitMs, `HTTP ${status}`);
  }
  if (status >= 500 || status === BACKEND_TIMEOUT) {
    return new RestError("SERVER", `${exchange} has trouble answering: HTTP ${status}`);
  }
  if (status >= 400) return refusal(answer, exchange);
  return new RestError("GARBAGE", `${exchange} gave an answer that is none: HTTP ${status}`);
}

export function limited(exchange: string, waitMs: number, why: string): RestError {
  const seconds = Math.ceil(waitMs / 1_000);
  return new RestError(
    "LIMITED",
    `${exchange} wants to be left alone for ${seconds} s (${why})`,
    waitMs,
  );
}

/** Milliseconds that a `Retry-After` asks for, as seconds or as a date; null for nonsense. */
export function retryAfter(header: string | null, now: number): number | null {
  const text = header?.trim() ?? "";
  const ms = /^\d+$/.test(text) ? Number(text) * 1_000 : httpDate(text) - now;
  return ms > 0 ? Math.min(ms, MAX_PAUSE_MS) : null;
}

/** `Wed, 21 Oct 2015 07:28:00 GMT`; NaN for anything else. */
function httpDate(text: string): number {
  return /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/.test(text)
    ? Date.parse(text)
    : NaN;
}

function refusal({ status, body }: HttpAnswer, exchange: string): Refusal {
  const { code, msg } = complaint(body);
  const about = code === null ? `HTTP ${status}` : `HTTP ${status}, code ${code}`;
  return new Refusal(
    `${exchange} refused the request: ${msg ?? "no reason given"} (${about})`,
    code,
  );
}

/** `{"code":-1121,"msg":"Invalid symbol."}`, as far as it is there. */
function complaint(body: string): { code: number | null; msg: string | null } {
  const said = parsed(body);
  if (typeof said !== "object" || said === null) return { code: null, msg: null };
  const { code, msg } = said as { code?: unknown; msg?: unknown };
  return {
    code: typeof code === "number" ? code : null,
    msg: typeof msg === "string" && msg !== "" ? msg.slice(0, MAX_QUOTE) : null,
  };
}

/** What a JSON text says; undefined for a text that is none. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
