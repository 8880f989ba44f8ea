/** A session at an exchange in memory, with a log of all that it says. */
import { BINANCE_US, type Exchange } from "../../engine/feeds/binance/exchanges.ts";
import { createSession } from "../../engine/feeds/binance/session.ts";
import type {
  Session,
  SessionEvents,
  SessionTiming,
} from "../../engine/feeds/binance/session_api.ts";
import { FakeSockets } from "./fake_sockets.ts";
import { FakeTime } from "./fake_time.ts";

export interface WatchedSession {
  readonly session: Session;
  readonly time: FakeTime;
  readonly net: FakeSockets;
  /** One line a call: `subscribed a b`, `lost why`, `LIVE`, `DOWN: why`, `message text`. */
  readonly log: string[];
  /** The lines since the last call. */
  news(): string[];
  /** Asks for these streams, separated by blanks, and waits until the exchange has confirmed. */
  want(streams: string): void;
}

export interface WatchedSessionOptions {
  readonly exchange?: Exchange;
  readonly endpoint?: string;
  readonly timing?: Partial<SessionTiming>;
  readonly random?: () => number;
  /** Does more on a line than to write it down. */
  readonly onLine?: (line: string, session: Session) => void;
}

export const streamsOf = (text: string): Set<string> => new Set(text.split(" ").filter(Boolean));

export function watchedSession(options: WatchedSessionOptions = {}): WatchedSession {
  const time = new FakeTime();
  const net = new FakeSockets(time);
  const log: string[] = [];
  let read = 0;
  const write = (line: string) => {
    log.push(line);
    options.onLine?.(line, session);
  };
  const events: SessionEvents = {
    message: (text) => write(`message ${text}`),
    subscribed: (streams) => write(`subscribed ${streams.join(" ")}`),
    lost: (reason) => write(`lost ${reason}`),
    status: (status, detail) => write(detail === null ? status : `${status}: ${detail}`),
  };
  const session = createSession({
    exchange: options.exchange ?? BINANCE_US,
    ...(options.endpoint === undefined ? {} : { endpoint: options.endpoint }),
    network: net,
    clock: time,
    timers: time,
    random: options.random ?? (() => 0.5),
    ...(options.timing === undefined ? {} : { timing: options.timing }),
    events,
  });
  return {
    session,
    time,
    net,
    log,
    news() {
      const lines = log.slice(read);
      read = log.length;
      return lines;
    },
    want(streams) {
      session.want(streamsOf(streams));
      time.advance(100);
    },
  };
}
