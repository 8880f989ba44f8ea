import type { HttpAnswer, Network, Socket, SocketEvents } from "./network.ts";
import { closingInWords, faultInWords } from "./platform_faults.ts";

/** Largest answer that is read, in bytes as unpacked. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

/** The platform's sockets and `fetch`. */
export const platformNetwork: Network = {
  connect: (url, events) => new PlatformSocket(url, events),
  get,
};

async function get(url: string, signal: AbortSignal): Promise<HttpAnswer> {
  try {
    const response = await fetch(url, { signal, headers: { accept: "application/json" } });
    const body = await textOf(response, MAX_BODY_BYTES);
    return { status: response.status, body, header: (name) => response.headers.get(name) };
  } catch (error) {
    throw new Error(signal.aborted ? "given up" : faultInWords(error), { cause: error });
  }
}

/** The body of an answer as text; a longer one is hung up on. */
export async function textOf(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  // Leaving the loop cancels the body.
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new Error(`the answer is larger than ${maxBytes} bytes`);
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

class PlatformSocket implements Socket {
  readonly #events: SocketEvents;
  #socket: WebSocket | null = null;
  #isOver = false;
  #fault: string | null = null;

  constructor(url: string, events: SocketEvents) {
    this.#events = events;
    try {
      this.#listen(new WebSocket(url));
    } catch (error) {
      // The caller has not got its socket yet.
      queueMicrotask(() => this.#end(faultInWords(error)));
    }
  }

  send(text: string): void {
    if (!this.#isOver && this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(text);
  }

  close(): void {
    this.#end("closed from here");
    this.#socket?.close();
  }

  #listen(socket: WebSocket): void {
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => {
      if (!this.#isOver) this.#events.opened();
    };
    socket.onmessage = ({ data }) => {
      if (!this.#isOver && typeof data === "string") this.#events.message(data);
    };
    // The close event that follows says nothing of why.
    socket.onerror = (event) => {
      this.#fault = faultInWords(event instanceof ErrorEvent ? event.error : null);
    };
    socket.onclose = ({ code, reason }) => this.#end(this.#fault ?? closingInWords(code, reason));
  }

  #end(reason: string): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#events.closed(reason);
  }
}
