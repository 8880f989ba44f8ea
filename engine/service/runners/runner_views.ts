import type { RunnerHealthView, RunnerInfo } from "../../api.ts";
import type { Candle, RunnerStatus } from "../../domain/mod.ts";
import type { Clock } from "../../kernel/clock.ts";
import type { IndicatorSeriesView, RunnerSnapshot } from "../../runner/mod.ts";
import type { Accounts } from "../accounts/mod.ts";
import { CALL_MS, linkOf, type Roster } from "../fleet/mod.ts";
import { offlineSnapshot } from "./offline_snapshot.ts";
import { runnerHealth, runnerInfo } from "./runner_info.ts";

export interface RunnerViewsOptions {
  readonly roster: Roster;
  readonly accounts: Accounts;
  readonly clock: Clock;
}

/** Runners as they are now. What names none of them throws InputError NOT_FOUND. */
export class RunnerViews {
  readonly #options: RunnerViewsOptions;

  constructor(options: RunnerViewsOptions) {
    this.#options = options;
  }

  all(filter: { status?: RunnerStatus; symbol?: string; strategy?: string }): RunnerInfo[] {
    const { status, symbol, strategy } = filter;
    return [...this.#options.roster]
      .filter(({ record }) =>
        (status === undefined || record.status === status) &&
        (symbol === undefined || record.symbol === symbol) &&
        (strategy === undefined || record.source.name === strategy)
      )
      .map((entry) => runnerInfo(entry));
  }

  /** Undefined where there is none. */
  info(id: string): RunnerInfo | undefined {
    const entry = this.#options.roster.get(id);
    return entry && runnerInfo(entry);
  }

  /** What it shows now, or with `stale: true` what it showed last. */
  async snapshot(id: string): Promise<RunnerSnapshot> {
    const { roster, accounts } = this.#options;
    const entry = roster.require(id);
    return await entry.snapshot() ?? {
      ...entry.lastSnapshot ?? offlineSnapshot(entry, accounts.shareOf(entry)),
      stale: true,
    };
  }

  async candles(id: string, limit: number): Promise<Candle[]> {
    const entry = this.#options.roster.require(id);
    return (await linkOf(entry).call({ op: "history", limit }, CALL_MS)).value;
  }

  async indicators(id: string, limit: number): Promise<IndicatorSeriesView[]> {
    const entry = this.#options.roster.require(id);
    return (await linkOf(entry).call({ op: "indicators", limit }, CALL_MS)).value;
  }

  health(id: string): RunnerHealthView {
    const { roster, clock } = this.#options;
    return runnerHealth(roster.require(id), clock.now());
  }

  /** The channel of the stream that feeds it; null while there is none. */
  channel(id: string): number | null {
    return this.#options.roster.require(id).home?.stream.settings.channel ?? null;
  }
}
