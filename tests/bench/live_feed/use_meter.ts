import process from "node:process";
import type { ClientUse } from "./messages.ts";

export interface Counted {
  readonly messages: number;
  readonly rows: number;
}

/** What this process uses, and what comes in, from one reading to the next. */
export class UseMeter {
  readonly #count: () => Counted;
  #cpu = process.cpuUsage();
  #at = performance.now();
  #counted: Counted;

  constructor(count: () => Counted) {
    this.#count = count;
    this.#counted = count();
  }

  read(): ClientUse {
    const { user, system } = process.cpuUsage(this.#cpu);
    const seconds = (performance.now() - this.#at) / 1_000;
    const { messages, rows } = this.#count();
    const use = {
      cores: (user + system) / 1e6 / seconds,
      messagesPerSecond: (messages - this.#counted.messages) / seconds,
      rowsPerSecond: (rows - this.#counted.rows) / seconds,
      rssBytes: Deno.memoryUsage().rss,
    };
    this.#cpu = process.cpuUsage();
    this.#at = performance.now();
    this.#counted = { messages, rows };
    return use;
  }
}
