import type { Clock } from "../../kernel/mod.ts";
import type { Alarms } from "./session_alarms.ts";
import type { SessionTiming } from "./session_api.ts";

export interface WatchEvents {
  /** Nothing came for a while: ask the other side whether it is still there. */
  silent(): void;
  /** Nothing came since it was asked, either. */
  dead(): void;
}

/** Notices a connection that died without saying so. */
export class Watch {
  readonly #clock: Clock;
  readonly #alarms: Alarms;
  readonly #timing: SessionTiming;
  readonly #events: WatchEvents;
  #heardAt = 0;
  #isSilent = false;

  constructor(clock: Clock, alarms: Alarms, timing: SessionTiming, events: WatchEvents) {
    this.#clock = clock;
    this.#alarms = alarms;
    this.#timing = timing;
    this.#events = events;
  }

  begin(): void {
    this.#heardAt = this.#clock.now();
    this.#check();
  }

  /** A message came. Called for every one, so it starts no timer: the running one looks back. */
  heard(at: number): void {
    this.#heardAt = at;
    this.#isSilent = false;
  }

  #check(): void {
    const now = this.#clock.now();
    // A clock that was set back must not make the watch blind for as long.
    if (now < this.#heardAt) this.#heardAt = now;
    const rest = this.#heardAt + this.#timing.silentMs - now;
    if (rest > 0) this.#alarms.after(rest, () => this.#check());
    else this.#ask();
  }

  #ask(): void {
    this.#isSilent = true;
    this.#alarms.after(this.#timing.answerMs, () => {
      if (this.#isSilent) this.#events.dead();
      else this.#check();
    });
    this.#events.silent();
  }
}
