import type { Figures } from "../../backtest/mod.ts";
import type {
  Axis,
  HeatAxis,
  ObjectiveName,
  OverfittingReport,
  SearchName,
  WalkWindow,
  WindowsChoice,
} from "../../backtest/research/mod.ts";
import type { Json } from "../../domain/mod.ts";
import type { ParameterValues } from "../../strategy/mod.ts";
import type {
  BacktestData,
  BacktestInput,
  BacktestPoint,
  BacktestStatus,
} from "../backtest/mod.ts";
import type { StudyFigureName, StudyFigures } from "./study_figures.ts";

/**
 * `SWEEP`: all the time is searched. `WALK_FORWARD`: window by window, and what is best in each is tested on the
 * time after it.
 */
export const STUDY_KINDS = ["SWEEP", "WALK_FORWARD"] as const;
export type StudyKind = typeof STUDY_KINDS[number];

/** Which combinations are tried, and which is best, unchecked; what is left out is as by default. */
export interface StudyChoice {
  /** By parameter a value, several as a list, or text as `from:to:step`, `a,b,c` or `*`. */
  readonly parameters: Readonly<Record<string, unknown>>;
  /** What has to hold between parameters: `fast<slow`. */
  readonly where?: readonly string[] | undefined;
  readonly search?: SearchName | undefined;
  /** Combinations that are tried at the most, where it is not all. */
  readonly trials?: number | undefined;
  /** The figure that the best has most of. */
  readonly objective?: string | undefined;
  /** Combinations with fewer trades have no score. */
  readonly minTrades?: number | undefined;
  /** Of a walk-forward. */
  readonly windows?: WindowsChoice | undefined;
}

/** A study as a user asks for it: a backtest whose parameters have several values. */
export interface StudyInput extends Omit<BacktestInput, "parameters">, StudyChoice {
  readonly kind: StudyKind;
}

/** One combination and what came of it. Plain data. */
export interface StudyCombination {
  /** Its place in the order they were tried in, from 0 on. */
  readonly number: number;
  readonly parameters: ParameterValues;
  readonly failed: boolean;
  /** Higher is better; null where it has none, or too few trades. */
  readonly score: number | null;
  readonly figures: StudyFigures;
}

/** The best so far, while a study is under way. */
export type StudyLeader = Pick<StudyCombination, "parameters" | "score" | "figures">;

/** One window of a walk-forward: what was found, and what it was worth after. */
export interface StudyWindow extends WalkWindow {
  /** Null where no combination had a score: nothing was traded then. */
  readonly parameters: ParameterValues | null;
  readonly score: number | null;
  readonly tried: number;
  readonly inSampleFigures: StudyFigures | null;
  readonly outOfSampleFigures: StudyFigures | null;
}

/** What a walk-forward leaves besides its windows: all times tested on as one run of one account. */
export interface WalkOutcome {
  readonly figures: Figures;
  /** What was earned a year where it was tested ÷ where it was searched; half is asked for at least. */
  readonly efficiency: number | null;
  /** Windows that earned something on the time tested on ÷ windows. */
  readonly profitableShare: number | null;
}

/** A study and how it stands. Plain data, kept as it is. */
export interface StudyInfo {
  readonly id: string;
  readonly kind: StudyKind;
  readonly status: BacktestStatus;
  /** From 0 to 1. */
  readonly progress: number;
  /** Combinations that were tried, and that may be; in all windows together. */
  readonly done: number;
  readonly of: number;
  readonly combinationsPerSecond: number;
  /** Milliseconds that the rest will take; null while nobody knows. */
  readonly leftMs: number | null;
  /** Of the window that is being searched, in a walk-forward. */
  readonly leader: StudyLeader | null;
  readonly error: string | null;
  readonly strategy: string;
  readonly symbols: readonly string[];
  readonly timeframe: string;
  /** Everything that gives it again. */
  readonly settings: Json;
  readonly data: readonly BacktestData[];
  /** Parameters that vary, and the values that are tried. */
  readonly axes: readonly Axis[];
  /** All parameters; those that vary at their defaults. */
  readonly fixed: ParameterValues;
  readonly objective: ObjectiveName;
  /** Rows of a sweep; those with a score, and those whose strategy failed. */
  readonly combinations: number;
  readonly scored: number;
  readonly failed: number;
  readonly firstFailure: string | null;
  readonly best: StudyCombination | null;
  readonly overfitting: OverfittingReport | null;
  /** Windows to come, those under way and those that are finished. */
  readonly windowCount: number;
  readonly windows: readonly StudyWindow[];
  readonly outcome: WalkOutcome | null;
  readonly dataHash: string | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

export type HeatFigure = StudyFigureName | "score";

/** A figure over two parameters: each cell has that of its best combination by the objective. */
export interface StudyHeatMap {
  readonly figure: HeatFigure;
  readonly y: HeatAxis;
  readonly x: HeatAxis;
  /** Row by row; null where there is nothing. */
  readonly values: readonly (readonly (number | null)[])[];
  /** The combination's number. */
  readonly combinations: readonly (readonly (number | null)[])[];
}

/** Which combinations, and in what order. */
export interface CombinationPage {
  readonly limit: number;
  readonly offset: number;
  /** `score`, a figure, or a parameter that varies. */
  readonly sortBy: string;
  readonly descending: boolean;
}

/** What a heat map shows; what is left out is the first two that vary, and the score. */
export interface HeatMapChoice {
  readonly y?: string | undefined;
  readonly x?: string | undefined;
  readonly figure?: HeatFigure | undefined;
}

/** Studies as the API offers them. Ids that name nothing throw InputError NOT_FOUND. */
export interface StudyApi {
  /** Newest first. */
  list(): StudyInfo[];
  find(id: string): StudyInfo | undefined;
  /** Returns as soon as everything is checked; it runs in its turn. @throws InputError naming the field */
  run(input: StudyInput): Promise<StudyInfo>;
  /** What there is by then is kept. @throws InputError CONFLICT for one that is over */
  cancel(id: string): StudyInfo;
  /** One under way is ended first. */
  remove(id: string): Promise<string>;
  /** Those without a value come last. @throws InputError for what it cannot be sorted by */
  combinations(id: string, page: CombinationPage): Promise<StudyCombination[]>;
  combination(id: string, number: number): Promise<StudyCombination | null>;
  /** Null where fewer than two parameters vary, or nothing is known yet. @throws InputError */
  heatMap(id: string, choice: HeatMapChoice): Promise<StudyHeatMap | null>;
  /** Of the times tested on, at most so many points. */
  equity(id: string, points: number): Promise<BacktestPoint[]>;
  /**
   * @param changed called whenever one has changed; must be quick and not throw
   * @param removed called with the id of one that is gone
   * @returns what ends it
   */
  listen(changed: (info: StudyInfo) => void, removed?: (id: string) => void): () => void;
}
