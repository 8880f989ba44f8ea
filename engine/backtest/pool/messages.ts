/** What the main thread and a worker of the pool say to each other. Plain data throughout. */
import type { EvaluationTask, RunSummary } from "../evaluation/mod.ts";
import type {
  ChanceOptions,
  ChanceReport,
  LookAheadReport,
  SymbolSpikes,
  WarmUpReport,
} from "../honesty/mod.ts";
import type { RightOfWaySign } from "../../kernel/mod.ts";
import type { BacktestJob } from "../job.ts";
import type { OverfittingReport } from "../research/mod.ts";
import type { WorkerFault } from "../worker/fault.ts";
import type { StopFlag } from "../worker/stop_flag.ts";

/** A worker does one thing at a time. */
export type ToPoolWorker =
  /** What all that follows is about; once, so that columns travel once. A raised flag ends what is under way. */
  | {
    readonly type: "open";
    readonly job: BacktestJob;
    readonly stop: StopFlag;
    /** Whom all of it lets go first; null for nobody. */
    readonly rightOfWay: RightOfWaySign | null;
  }
  /** Accounts of one pass. */
  | { readonly type: "run"; readonly task: EvaluationTask }
  /** Whether the strategy is honest. */
  | {
    readonly type: "check";
    readonly check: keyof CheckReports;
    readonly options: ChanceOptions;
  }
  /** Whether the best of these returns may be there by luck. */
  | { readonly type: "judge"; readonly trials: readonly Float64Array[] };

export type FromPoolWorker =
  | { readonly type: "progress"; readonly share: number; readonly candles: number }
  /** Null where it was canceled. */
  | { readonly type: "done"; readonly results: readonly RunSummary[] | null }
  /** Null where it was canceled. */
  | { readonly type: "checked"; readonly report: CheckReports[keyof CheckReports] | null }
  | { readonly type: "judged"; readonly report: OverfittingReport | null }
  | { readonly type: "failed"; readonly fault: WorkerFault };

/** The checks that a worker makes, and what each leaves. */
export interface CheckReports {
  readonly lookAhead: LookAheadReport;
  readonly warmUp: WarmUpReport;
  readonly chance: ChanceReport;
  readonly prices: readonly SymbolSpikes[];
}
