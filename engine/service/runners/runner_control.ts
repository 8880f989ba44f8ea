import type { OrderChange, RunnerInfo } from "../../api.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { RunnerRequest } from "../../workers/mod.ts";
import { callRunner, type Roster } from "../fleet/mod.ts";
import { checkedChange } from "./order_change.ts";
import { runnerInfo } from "./runner_info.ts";

/** Orders to runners: each resolves once what it caused is committed. */
export class RunnerControl {
  readonly #roster: Roster;
  readonly #clock: Clock;

  constructor(roster: Roster, clock: Clock) {
    this.#roster = roster;
    this.#clock = clock;
  }

  pause(id: string): Promise<RunnerInfo> {
    return this.#command(id, { op: "pause", now: this.#clock.now() });
  }

  resume(id: string): Promise<RunnerInfo> {
    return this.#command(id, { op: "resume", now: this.#clock.now() });
  }

  stop(id: string, flatten: boolean): Promise<RunnerInfo> {
    return this.#command(id, { op: "stop", now: this.#clock.now(), flatten });
  }

  releaseRisk(id: string): Promise<RunnerInfo> {
    return this.#command(id, { op: "release-risk", now: this.#clock.now() });
  }

  cancelOrder(id: string, order: string): Promise<RunnerInfo> {
    return this.#command(id, { op: "cancel-order", order });
  }

  amendOrder(id: string, order: string, change: OrderChange): Promise<RunnerInfo> {
    return this.#command(id, { op: "amend-order", order, change: checkedChange(change) });
  }

  async #command(id: string, request: RunnerRequest): Promise<RunnerInfo> {
    const entry = this.#roster.require(id);
    await callRunner(entry, request, this.#roster);
    return runnerInfo(entry);
  }
}
