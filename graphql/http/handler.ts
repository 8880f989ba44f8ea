import type { BacktestApi, EngineApi, StudyApi, Timers } from "../../engine/mod.ts";
import { MASKED_MESSAGE } from "../errors.ts";
import type { Patience } from "../guard.ts";
import { PubSub } from "../pubsub/mod.ts";
import { type AssetSource, serveAsset } from "./assets.ts";
import { Auth } from "./auth.ts";
import { corsHeaders, isAllowedOrigin, preflight } from "./cors.ts";
import { createEndpoint, type Trace } from "./graphql_endpoint.ts";
import { isExpectedHost, LOOPBACK_HOSTS } from "./host.ts";
import type { Logger } from "./logger.ts";
import { Metrics } from "./metrics.ts";
import { Playground } from "./playground.ts";
import { errorResponse, wantsPage } from "./responses.ts";

export interface HandlerOptions {
  readonly engine: EngineApi;
  /** Left out where none are offered. */
  readonly backtests?: BacktestApi;
  /** Left out where none are offered. */
  readonly studies?: StudyApi;
  readonly logger: Logger;
  readonly assets: {
    /** The dashboard's files, `index.html` among them. */
    readonly ui: AssetSource;
    /** Makes the playground's page. */
    readonly playground?: () => Promise<string>;
  };
  /** Asked from everybody if given. */
  readonly token?: string;
  /** Further origins whose pages may use the API: `https://desk.example`. */
  readonly corsOrigins?: readonly string[];
  /** Host names that requests may be sent to, without port; null for any. Default: the loopback ones. */
  readonly hosts?: readonly string[] | null;
  /** Default: the platform's. */
  readonly timers?: Timers;
  /** Default: that of `limits.ts`. */
  readonly patience?: Patience;
}

/** Answers requests; `close` ends all subscriptions and leaves the engine. */
export interface HttpHandler {
  (request: Request): Promise<Response>;
  close(): void;
}

type Route = "graphql" | "health" | "metrics" | "login" | "ui";

function routeOf(pathname: string): Route {
  switch (pathname) {
    case "/graphql":
    case "/graphql/":
      return "graphql";
    case "/health":
      return "health";
    case "/metrics":
      return "metrics";
    case "/login":
      return "login";
    default:
      return "ui";
  }
}

const METHODS = new Set(["GET", "HEAD", "POST", "OPTIONS"]);

class Handler {
  readonly #options: HandlerOptions;
  readonly #auth: Auth;
  readonly #playground: Playground;
  readonly #graphql: (request: Request, trace: Trace) => Promise<Response>;
  readonly #metrics: Metrics;
  readonly pubsub: PubSub;

  constructor(options: HandlerOptions) {
    const { engine, logger, patience } = options;
    this.#options = options;
    this.pubsub = new PubSub(engine, options.timers, options);
    this.#auth = new Auth(options.token || null);
    this.#playground = new Playground(options.assets.playground);
    this.#metrics = new Metrics(engine, this.pubsub);
    this.#graphql = createEndpoint({
      engine,
      logger,
      pubsub: this.pubsub,
      backtests: options.backtests ?? null,
      studies: options.studies ?? null,
      ...(patience === undefined ? {} : { patience }),
    });
  }

  /** Answers, and writes the request's line and figures. */
  async handle(request: Request): Promise<Response> {
    const started = performance.now();
    const { pathname } = new URL(request.url);
    const route = routeOf(pathname);
    const trace: Trace = { operation: null };
    const response = await this.#answer(request, pathname, route, trace);
    const ms = performance.now() - started;
    const method = METHODS.has(request.method) ? request.method : "OTHER";
    this.#metrics.request(method, route, response.status, ms / 1_000);
    this.#options.logger.info({
      method,
      path: pathname,
      ...(trace.operation === null ? {} : { operation: trace.operation }),
      status: response.status,
      ms: Math.round(ms * 100) / 100,
    }, "request");
    return response;
  }

  async #answer(request: Request, pathname: string, route: Route, trace: Trace): Promise<Response> {
    try {
      return this.#refusal(request, route) ?? await this.#serve(request, pathname, route, trace);
    } catch (error) {
      this.#options.logger.error({ err: error, path: pathname }, "request failed");
      return errorResponse(500, "INTERNAL", MASKED_MESSAGE);
    }
  }

  #refusal(request: Request, route: Route): Response | null {
    const { hosts = LOOPBACK_HOSTS, corsOrigins = [] } = this.#options;
    if (!isExpectedHost(request, hosts)) {
      const message = "This host name is not served here: use the address the service printed";
      return errorResponse(421, "BAD_USER_INPUT", message);
    }
    if (route === "health") return null;
    if (route !== "ui" && !isAllowedOrigin(request, corsOrigins)) {
      return errorResponse(403, "UNAUTHENTICATED", "Pages of this origin may not use the API");
    }
    if (request.method === "OPTIONS") return preflight(request);
    if (route === "login" && request.method === "POST") return null;
    return this.#auth.isAllowed(request) ? null : this.#auth.refuse(request);
  }

  async #serve(request: Request, path: string, route: Route, trace: Trace): Promise<Response> {
    if (route === "graphql") return await this.#serveGraphql(request, trace);
    if (route === "login" && request.method === "POST") return await this.#auth.login(request);
    if (request.method !== "GET" && request.method !== "HEAD") {
      const message = `Cannot ${request.method} here: send GET`;
      return errorResponse(405, "BAD_USER_INPUT", message, { allow: "GET, HEAD" });
    }
    if (route === "health") return this.#health();
    if (route === "metrics") return await this.#metrics.respond();
    return await serveAsset(request, path, this.#options.assets.ui);
  }

  async #serveGraphql(request: Request, trace: Trace): Promise<Response> {
    if (wantsPage(request) && !new URL(request.url).searchParams.has("query")) {
      return await this.#playground.respond(request);
    }
    const response = await this.#graphql(request, trace);
    for (const [name, value] of Object.entries(corsHeaders(request))) {
      response.headers.set(name, value);
    }
    return response;
  }

  #health(): Response {
    const { status, reasons, version, uptimeMs } = this.#options.engine.health();
    const headers = { "cache-control": "no-store" };
    if (status === "ok") return Response.json({ status, version, uptimeMs }, { headers });
    return Response.json({ status, version, uptimeMs, reasons }, { status: 503, headers });
  }
}

/** @example `const handle = createHttpHandler({ engine, logger, assets: { ui } })` */
export function createHttpHandler(options: HandlerOptions): HttpHandler {
  const handler = new Handler(options);
  return Object.assign((request: Request) => handler.handle(request), {
    close: () => handler.pubsub.close(),
  });
}
