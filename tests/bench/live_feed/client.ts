import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { ClientPlan, ClientState, ClientUse, FromClient } from "./messages.ts";

/** The live feed, and a bare socket that parses JSON. */
const PROGRAMS = {
  feed: fileURLToPath(new URL("client_process.ts", import.meta.url)),
  bare: fileURLToPath(new URL("bare_process.ts", import.meta.url)),
} as const;
export type Program = keyof typeof PROGRAMS;
/** Longest wait for a word of the program. */
const MAX_WAIT_MS = 60_000;

/** A program on the exchange's streams, in a process of its own. */
export class Client {
  readonly #input: Writable;
  readonly #lines: AsyncIterator<string>;
  readonly #kill: () => void;

  constructor(program: Program, plan: ClientPlan) {
    const args = ["run", "-A", "--no-check", PROGRAMS[program], JSON.stringify(plan)];
    const child = spawn(Deno.execPath(), args, { stdio: ["pipe", "pipe", "inherit"] });
    const [input, output]: [Writable, Readable] = [child.stdin, child.stdout];
    this.#input = input;
    this.#lines = createInterface(output)[Symbol.asyncIterator]();
    this.#kill = () => void child.kill("SIGKILL");
  }

  /** Resolves once all streams are live, or not all of them any more. */
  async until(live: boolean): Promise<ClientState> {
    for (;;) {
      const message = await this.#next();
      if ("live" in message && message.live === live) return message;
    }
  }

  /** What it has used since it was asked last. */
  async use(): Promise<ClientUse> {
    this.#input.write("\n");
    for (;;) {
      const message = await this.#next();
      if ("cores" in message) return message;
    }
  }

  close(): void {
    this.#input.end();
    this.#kill();
  }

  async #next(): Promise<FromClient> {
    const timer = setTimeout(this.#kill, MAX_WAIT_MS);
    const { done, value } = await this.#lines.next();
    clearTimeout(timer);
    if (done) throw new Error("the measured program has ended");
    return JSON.parse(value);
  }
}
