import { badInput, messageOf } from "../engine/mod.ts";
import { createHttpHandler, type HandlerOptions } from "./http/handler.ts";
import { isLoopback, LOOPBACK_HOSTS } from "./http/host.ts";
import { errorResponse } from "./http/responses.ts";
import { MASKED_MESSAGE } from "./errors.ts";
import { SHUTDOWN_GRACE_MS } from "./limits.ts";

/** The address cannot be listened on; the message says which and why. */
export class ListenError extends Error {
  override readonly name = "ListenError";
}

export interface ServeOptions extends HandlerOptions {
  /** `127.0.0.1`; one that other machines reach needs a token. */
  readonly host: string;
  /** 0 takes any free one. */
  readonly port: number;
  /** Stops the server. */
  readonly signal?: AbortSignal;
}

export interface Serving {
  readonly host: string;
  readonly port: number;
  /** `http://127.0.0.1:3000` */
  readonly url: string;
  /** Resolves once the server has stopped and its port is free. */
  readonly finished: Promise<void>;
  /** Ends subscriptions, lets running answers finish for a moment, and stops. */
  close(): Promise<void>;
}

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.AddrInUse) return "the port is taken";
  if (error instanceof Deno.errors.PermissionDenied) return "this user may not listen on it";
  if (error instanceof Deno.errors.AddrNotAvailable) return "this machine has no such address";
  return messageOf(error);
}

function listen(
  { host, port }: ServeOptions,
  controller: AbortController,
  handler: (request: Request) => Promise<Response>,
): Deno.HttpServer<Deno.NetAddr> {
  const address = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  try {
    return Deno.serve({
      hostname: host,
      port,
      signal: controller.signal,
      onListen: () => {},
      onError: () => errorResponse(500, "INTERNAL", MASKED_MESSAGE),
    }, handler);
  } catch (error) {
    throw new ListenError(`Cannot listen on ${address}: ${reasonOf(error)}`, { cause: error });
  }
}

/**
 * Serves API and dashboard.
 *
 * @throws ListenError when the address cannot be had
 * @throws InputError for a host that others reach without a token
 */
export function serve(options: ServeOptions): Promise<Serving> {
  return Promise.resolve().then(() => start(options));
}

function start(options: ServeOptions): Serving {
  const { host, token } = options;
  const isPrivate = isLoopback(host);
  if (!isPrivate && (token === undefined || token === "")) {
    throw badInput(`Cannot serve on ${host} without a token: other machines reach it`, "token");
  }
  const handler = createHttpHandler({
    hosts: isPrivate ? [...LOOPBACK_HOSTS, host] : null,
    ...options,
  });
  const abort = new AbortController();
  let server: Deno.HttpServer<Deno.NetAddr>;
  try {
    server = listen(options, abort, handler);
  } catch (error) {
    handler.close();
    throw error;
  }
  const close = async () => {
    handler.close();
    const timer = setTimeout(() => abort.abort(), SHUTDOWN_GRACE_MS);
    await server.shutdown();
    clearTimeout(timer);
  };
  options.signal?.addEventListener("abort", () => void close(), { once: true });
  const { hostname, port } = server.addr;
  const name = hostname.includes(":") ? `[${hostname}]` : hostname;
  return { host: hostname, port, url: `http://${name}:${port}`, finished: server.finished, close };
}
