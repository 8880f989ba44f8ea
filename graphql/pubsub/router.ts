import type { EngineEvent, FeedKind, RunnerInfo } from "../../engine/mod.ts";

/** Somebody who wants some events. */
export interface Route {
  deliver(event: EngineEvent): void;
  /** The runner it is about is gone. */
  end(): void;
}

/** Under which keys a route is found; without any, it gets every event. */
export interface Interest {
  readonly runnerId?: string;
  readonly stream?: string;
  readonly symbol?: string;
}

/** Names the market events of a symbol, timeframe and feed. */
export function streamKey(symbol: string, timeframe: string, feed: FeedKind): string {
  return `${symbol} ${timeframe} ${feed}`;
}

export function streamOf(runner: RunnerInfo): string {
  return streamKey(runner.instrument.code, runner.timeframe, runner.feed);
}

/** The stream of a market event; null for what is not about one stream. */
function streamOfEvent(event: EngineEvent): string | null {
  switch (event.type) {
    case "TICK_RECEIVED":
    case "CANDLE_CLOSED":
    case "FEED_STATUS_CHANGED":
    case "FEED_GAP":
      return event.symbol === null || event.timeframe === null
        ? null
        : streamKey(event.symbol, event.timeframe, event.feed);
    default:
      return null;
  }
}

class Index {
  readonly #routes = new Map<string, Set<Route>>();

  add(key: string, route: Route): void {
    const found = this.#routes.get(key);
    if (found === undefined) this.#routes.set(key, new Set([route]));
    else found.add(route);
  }

  remove(key: string, route: Route): void {
    const found = this.#routes.get(key);
    if (found?.delete(route) && found.size === 0) this.#routes.delete(key);
  }

  deliver(key: string, event: EngineEvent): void {
    const found = this.#routes.get(key);
    if (found !== undefined) { for (const route of found) route.deliver(event); }
  }

  end(key: string): void {
    for (const route of [...this.#routes.get(key) ?? []]) route.end();
  }
}

/** Finds who wants an event without asking everybody. */
export class Router {
  readonly #all = new Set<Route>();
  readonly #byRunner = new Index();
  readonly #byStream = new Index();
  readonly #bySymbol = new Index();

  /** @returns takes the route out again */
  add(interest: Interest, route: Route): () => void {
    const { runnerId, stream, symbol } = interest;
    if (runnerId !== undefined) this.#byRunner.add(runnerId, route);
    if (stream !== undefined) this.#byStream.add(stream, route);
    if (symbol !== undefined) this.#bySymbol.add(symbol, route);
    const everything = runnerId === undefined && stream === undefined && symbol === undefined;
    if (everything) this.#all.add(route);
    return () => {
      if (runnerId !== undefined) this.#byRunner.remove(runnerId, route);
      if (stream !== undefined) this.#byStream.remove(stream, route);
      if (symbol !== undefined) this.#bySymbol.remove(symbol, route);
      this.#all.delete(route);
    };
  }

  dispatch(event: EngineEvent): void {
    if (event.runnerId !== null) this.#byRunner.deliver(event.runnerId, event);
    else {
      const stream = streamOfEvent(event);
      if (stream !== null) this.#byStream.deliver(stream, event);
    }
    if (event.symbol !== null) this.#bySymbol.deliver(event.symbol, event);
    for (const route of this.#all) route.deliver(event);
    if (event.type === "RUNNER_REMOVED" && event.runnerId !== null) {
      this.#byRunner.end(event.runnerId);
    }
  }
}
