import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { errorResponse, wantsPage } from "./responses.ts";

const COOKIE = "trading_simulator";
const COOKIE_SECONDS = 30 * 24 * 60 * 60;
const MAX_FORM_BYTES = 4_096;

function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function cookieOf(request: Request): string | null {
  const cookies = (request.headers.get("cookie") ?? "").split(/;\s*/);
  const found = cookies.find((cookie) => cookie.startsWith(`${COOKIE}=`));
  return found === undefined ? null : found.slice(COOKIE.length + 1);
}

const LOGIN_PAGE = (message: string) =>
  `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Trading Simulator</title>
<style>
body { font: 16px system-ui; color-scheme: light dark; display: grid; place-items: center; min-height: 90vh }
form { display: grid; gap: 12px; width: 20em } input, button { font: inherit; padding: 8px }
</style>
<form method="post" action="/login">
<h1>Trading Simulator</h1><p>${message}</p>
<input name="token" type="password" autocomplete="current-password" aria-label="Token" autofocus required>
<button>Open</button>
</form></html>
`;

function loginPage(message: string): Response {
  return new Response(LOGIN_PAGE(message), {
    status: 401,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      "www-authenticate": "Bearer",
    },
  });
}

/**
 * One shared token: scripts send it as `Authorization: Bearer`; browsers, which cannot for a page or
 * an EventSource, send it once by a form and then a cookie that no script reads and no other site
 * sends. The cookie is derived from the token: it outlives a restart, and the token cannot be read from it.
 */
export class Auth {
  readonly #token: string | null;
  readonly #cookie: string;

  /** @param token null lets everybody in */
  constructor(token: string | null) {
    this.#token = token;
    this.#cookie = createHmac("sha256", token ?? "").update("session").digest("base64url");
  }

  isAllowed(request: Request): boolean {
    if (this.#token === null) return true;
    const bearer = /^Bearer +(\S+)\s*$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    if (bearer !== undefined) return isSame(bearer, this.#token);
    const cookie = cookieOf(request);
    return cookie !== null && isSame(cookie, this.#cookie);
  }

  /** Asks for the token: a form for a browser, an error for a script. */
  refuse(request: Request): Response {
    if (wantsPage(request)) return loginPage("This service asks for its token.");
    return errorResponse(
      401,
      "UNAUTHENTICATED",
      "A token is needed: send it as Authorization: Bearer TOKEN",
      { "www-authenticate": "Bearer" },
    );
  }

  /** Answers the form: a cookie and the way to the dashboard, or the form again. */
  async login(request: Request): Promise<Response> {
    const given = await formToken(request);
    if (this.#token === null || given === null || !isSame(given, this.#token)) {
      return loginPage("That was not the token.");
    }
    const secure = new URL(request.url).protocol === "https:" ? "; Secure" : "";
    const cookie =
      `${COOKIE}=${this.#cookie}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${COOKIE_SECONDS}${secure}`;
    return new Response(null, { status: 303, headers: { location: "/", "set-cookie": cookie } });
  }
}

async function formToken(request: Request): Promise<string | null> {
  const length = Number(request.headers.get("content-length") ?? NaN);
  if (!(length <= MAX_FORM_BYTES)) return null;
  return new URLSearchParams(await request.text()).get("token");
}
