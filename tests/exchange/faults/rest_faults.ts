import { Refusal, type RestAnswer } from "../rest/answer.ts";
import type { RestFault } from "./kinds.ts";
import { spoil } from "./spoil.ts";

const SLOW_MS = 3_000;
const RETRY_SECONDS = 2;
const PAGE = "<html><head><title>503 Service Temporarily Unavailable</title></head></html>";

/** The answer as it fares with that fault; null when none comes. */
export function failed(fault: RestFault, answer: () => RestAnswer): RestAnswer | null {
  switch (fault) {
    case "REST_429":
    case "REST_418":
      return limited(fault === "REST_429" ? 429 : 418);
    case "REST_500":
      return plain(500, new Refusal(-1001, "Internal error; unable to process your request.").body);
    case "REST_503":
      return plain(503, PAGE);
    case "REST_HANG":
      return null;
    case "REST_SLOW":
      return { ...answer(), delayMs: SLOW_MS };
    case "REST_BREAK":
      return { ...answer(), isBroken: true };
    case "REST_CUT":
      return changed(answer(), (body) => body.slice(0, body.length >> 1));
    case "REST_PAGE":
      return plain(200, PAGE);
    case "REST_OTHER_JSON":
      return plain(200, '{"something":"else"}');
    case "REST_NAN":
      return changed(answer(), (body) => spoil(body, "NAN"));
    case "REST_STALE":
      return answer();
  }
}

function limited(status: number): RestAnswer {
  const headers = { "Retry-After": `${RETRY_SECONDS}` };
  return { status, headers, body: new Refusal(-1003, "Too many requests queued.").body };
}

function plain(status: number, body: string): RestAnswer {
  return { status, headers: {}, body };
}

function changed(answer: RestAnswer, change: (body: string) => string): RestAnswer {
  return { ...answer, body: change(answer.body) };
}
