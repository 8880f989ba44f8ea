import type { Timers } from "../../../engine/kernel/mod.ts";
import { ANSWERS, type FaultPlan } from "./plan.ts";
import { spoil } from "./spoil.ts";

const STALL_MS = 3_000;
const UNKNOWN_EVENT = '{"stream":"!news","data":{"e":"somethingNew","E":1,"weather":["sunny"]}}';

/** What is on its way to one client, and what happens to it there. */
export class Outbox {
  readonly #send: (text: string) => void;
  readonly #plan: FaultPlan;
  readonly #timers: Timers;
  /** By stream: what goes out after the next one. */
  readonly #held = new Map<string, string>();
  /** What waits for the end of a stall; null when there is none. */
  #waiting: string[] | null = null;
  #cancel = () => {};
  #isHung = false;

  constructor(send: (text: string) => void, plan: FaultPlan, timers: Timers) {
    this.#send = send;
    this.#plan = plan;
    this.#timers = timers;
  }

  get isHung(): boolean {
    return this.#isHung;
  }

  /** Nothing goes out any more. */
  hang(): void {
    this.#isHung = true;
    this.close();
  }

  close(): void {
    this.#cancel();
    this.#waiting = null;
    this.#held.clear();
  }

  answer(text: string): void {
    this.put(ANSWERS, text);
  }

  put(stream: string, text: string): void {
    if (this.#isHung) return;
    const fault = this.#plan.forMessage(stream, text);
    switch (fault) {
      case "LOSE":
        return;
      case "REORDER": {
        const before = this.#held.get(stream);
        this.#held.set(stream, text);
        if (before !== undefined) this.#out(before);
        return;
      }
      case "STALL":
        this.#stall();
        break;
      case "UNKNOWN_EVENT":
        this.#out(UNKNOWN_EVENT);
        break;
      case "DUPLICATE":
        this.#out(text);
        break;
    }
    this.#out(fault ? spoil(text, fault) : text);
    this.#release(stream);
  }

  #release(stream: string): void {
    const held = this.#held.get(stream);
    if (held === undefined) return;
    this.#held.delete(stream);
    this.#out(held);
  }

  #out(text: string): void {
    if (this.#waiting) this.#waiting.push(text);
    else this.#send(text);
  }

  #stall(): void {
    if (this.#waiting) return;
    this.#waiting = [];
    this.#cancel = this.#timers.after(STALL_MS, () => {
      const waiting = this.#waiting ?? [];
      this.#waiting = null;
      for (const text of waiting) this.#send(text);
    });
  }
}
