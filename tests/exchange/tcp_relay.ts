/**
 * Stands between clients and the exchange's server and hands on bytes, so that a connection can end
 * without a goodbye, or stay open with nobody behind it: a server cannot do that to itself.
 */
export class TcpRelay {
  readonly port: number;
  readonly #target: number;
  readonly #pairs = new Map<number, Pair>();
  #listener: Deno.TcpListener | null = null;
  #isClosed = false;
  /** Ends the time that nobody is there. */
  #comeBack = () => {};

  /** @param port where clients come; 0 for any that is free */
  constructor(port: number, target: number) {
    this.#target = target;
    this.#listen(port);
    this.port = this.#listener!.addr.port;
  }

  /** Breaks the connection that the server knows by that port. */
  cut(port: number): void {
    this.#pairs.get(port)?.close();
  }

  /** The connection stays open, but nothing passes any more. */
  freeze(port: number): void {
    this.#pairs.get(port)?.freeze();
  }

  /** Breaks everything and takes no connections for so long; the port stays the same. */
  async away(ms: number): Promise<void> {
    this.#stop();
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#comeBack = resolve;
    await promise;
    clearTimeout(timer);
    if (!this.#isClosed && !this.#listener) this.#listen(this.port);
  }

  close(): void {
    this.#isClosed = true;
    this.#stop();
    this.#comeBack();
  }

  #stop(): void {
    this.#listener?.close();
    this.#listener = null;
    for (const pair of this.#pairs.values()) pair.close();
  }

  #listen(port: number): void {
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port });
    void this.#accept(this.#listener);
  }

  async #accept(listener: Deno.TcpListener): Promise<void> {
    try {
      for await (const client of listener) void this.#join(client);
    } catch {
      // Closed while it waited.
    }
  }

  async #join(client: Deno.TcpConn): Promise<void> {
    let server: Deno.TcpConn;
    try {
      server = await Deno.connect({ hostname: "127.0.0.1", port: this.#target });
    } catch {
      client.close();
      return;
    }
    const pair = new Pair(client, server);
    const { port } = server.localAddr;
    this.#pairs.set(port, pair);
    if (!this.#listener) pair.close();
    await pair.run();
    this.#pairs.delete(port);
  }
}

/** A client's connection and the one to the server that belongs to it. */
class Pair {
  readonly #client: Deno.TcpConn;
  readonly #server: Deno.TcpConn;
  #isFrozen = false;
  #isClosed = false;

  constructor(client: Deno.TcpConn, server: Deno.TcpConn) {
    this.#client = client;
    this.#server = server;
    client.setNoDelay(true);
    server.setNoDelay(true);
  }

  async run(): Promise<void> {
    await Promise.all([
      this.#pass(this.#client, this.#server),
      this.#pass(this.#server, this.#client),
    ]);
  }

  freeze(): void {
    this.#isFrozen = true;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#client.close();
    this.#server.close();
  }

  /** Until one side ends; what a frozen pair gets is thrown away. */
  async #pass(from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
    const buffer = new Uint8Array(64 * 1024);
    try {
      for (;;) {
        const count = await from.read(buffer);
        if (count === null) break;
        for (let at = 0; at < count && !this.#isFrozen;) {
          at += await to.write(buffer.subarray(at, count));
        }
      }
    } catch {
      // Broken, or closed by us.
    }
    this.close();
  }
}
