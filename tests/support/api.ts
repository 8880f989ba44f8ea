import { pino } from "pino";
import { createHttpHandler, type HandlerOptions } from "../../graphql/mod.ts";
import { FakeEngine } from "./fake_engine.ts";
import { FakeTime } from "./fake_time.ts";
import { type EventStream, readEventStream } from "./sse.ts";

export const ORIGIN = "http://127.0.0.1:3000";

export interface GraphqlAnswer {
  // deno-lint-ignore no-explicit-any -- a test reads what it asked for
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: { readonly code: string; readonly field?: string };
  }[];
}

/** The API over a fake engine, without a port; times pass when the test says so. */
export function createApi(options: Partial<HandlerOptions> = {}) {
  const engine = new FakeEngine();
  const timers = new FakeTime();
  const log: string[] = [];
  const handle = createHttpHandler({
    engine,
    timers,
    logger: pino({ base: null }, { write: (line) => void log.push(line) }),
    assets: { ui: { read: () => Promise.resolve(null) } },
    ...options,
  });
  const fetch = (path: string, init: RequestInit = {}) => handle(new Request(ORIGIN + path, init));
  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const query = async (text: string, variables: unknown = {}): Promise<GraphqlAnswer> =>
    await (await post({ query: text, variables })).json();
  const subscribe = async (text: string, variables: unknown = {}): Promise<EventStream> =>
    readEventStream(
      await post({ query: text, variables }, { accept: "text/event-stream" }),
    );
  return { engine, timers, log, handle, fetch, post, query, subscribe };
}
