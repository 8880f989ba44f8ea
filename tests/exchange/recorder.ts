import type { SocketEvents } from "../../engine/feeds/binance/network.ts";

/** Keeps what comes over a socket. */
export class Recorder implements SocketEvents {
  readonly messages: string[] = [];
  /** Reasons given; more than one would be a fault. */
  readonly ends: string[] = [];
  isOpen = false;

  opened(): void {
    this.isOpen = true;
  }

  message(text: string): void {
    this.messages.push(text);
  }

  closed(reason: string): void {
    this.isOpen = false;
    this.ends.push(reason);
  }

  /** Messages of the stream, as JSON without the wrapping; all streams when none is named. */
  // deno-lint-ignore no-explicit-any -- tests look into whatever came
  data(stream?: string): any[] {
    return this.messages.map((text) => JSON.parse(text))
      .filter((json) => json.stream && (stream === undefined || json.stream === stream))
      .map((json) => json.data);
  }
}
