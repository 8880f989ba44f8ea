import { isLoopback } from "./host.ts";

const ALLOWED_HEADERS = "authorization, content-type, accept";
const PREFLIGHT_SECONDS = "600";

/**
 * Whether pages of an origin may use the API: the service's own, those of this machine, and those listed. Requests
 * without an origin (scripts, a page that is opened) are not of other pages.
 */
export function isAllowedOrigin(request: Request, listed: readonly string[]): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || listed.includes(origin)) return true;
  const url = URL.parse(origin);
  if (url === null) return false;
  const host = request.headers.get("host") ?? new URL(request.url).host;
  return url.host === host || isLoopback(url.hostname);
}

/** What tells the browser that the page may read the answer; call only for an allowed origin. */
export function corsHeaders(request: Request): Record<string, string> {
  const origin = request.headers.get("origin");
  if (origin === null) return { vary: "origin" };
  return {
    vary: "origin",
    "access-control-allow-origin": origin,
    "access-control-allow-credentials": "true",
  };
}

/** Answers the question that a browser asks before a request from another origin. */
export function preflight(request: Request): Response {
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(request),
      "access-control-allow-methods": "GET, POST",
      "access-control-allow-headers": ALLOWED_HEADERS,
      "access-control-max-age": PREFLIGHT_SECONDS,
    },
  });
}
