/**
 * The way out to the exchange, as the feed sees it. The service uses the platform's sockets and
 * `fetch`; tests give an exchange in memory.
 */
export interface Network {
  /** Opens a socket. Exactly one `closed` comes at the end, also when it never opened. */
  connect(url: string, events: SocketEvents): Socket;
  /** Resolves with any answer, whatever its status; rejects when none came. */
  get(url: string, signal: AbortSignal): Promise<HttpAnswer>;
}

export interface SocketEvents {
  opened(): void;
  message(text: string): void;
  /** @param reason in words for the user */
  closed(reason: string): void;
}

export interface Socket {
  /** Does nothing on a socket that is not open. */
  send(text: string): void;
  /** Hangs up; `closed` is called before this returns, and no message after it. */
  close(): void;
}

export interface HttpAnswer {
  readonly status: number;
  readonly body: string;
  /** @param name in any case; null when the answer has none of it */
  header(name: string): string | null;
}
