import {
  type BacktestJob,
  type BacktestSettings,
  CURVE_COLUMNS,
  dataHash,
} from "../../backtest/mod.ts";
import { sharedJobInTurns } from "../../backtest/pool/mod.ts";
import { conflict, type Json } from "../../domain/mod.ts";
import type { Clock } from "../../kernel/mod.ts";
import { MAX_KEPT_STUDIES, type StudyStore } from "../../store/mod.ts";
import type { ParameterSpec } from "../../strategy/mod.ts";
import {
  askedCandles,
  type BacktestPoint,
  type BacktestSources,
  candlesAgain,
  checkPoints,
  drawnCurve,
  infoSettings,
  type LoadedMarket,
  type OtherCandles,
  otherCandles,
  type OwnCandles,
  prepareBacktest,
} from "../backtest/mod.ts";
import { breathe } from "../breathe.ts";
import { failureWords } from "../failure_words.ts";
import { readColumns } from "../read_columns.ts";
import { LastingWork } from "../lasting_work.ts";
import { RunInfos } from "../run_infos.ts";
import { type HeavyWork, throwIfPutOff, type WorkQueue } from "../work_queue.ts";
import { isUnderWay } from "../under_way.ts";
import type {
  CombinationPage,
  HeatMapChoice,
  StudyApi,
  StudyCombination,
  StudyHeatMap,
  StudyInfo,
  StudyInput,
} from "./study_api.ts";
import { FRESH, freshInfo, interrupted, leaderOf, studyJob, windowOf } from "./study_info.ts";
import { spaceOf, studyPlan } from "./study_plan.ts";
import { rowColumns, StudyRows } from "./study_rows.ts";
import {
  type StudyEvaluator,
  type StudyOutcome,
  type StudyProgress,
  workOnStudy,
} from "./study_work.ts";

/** Least time between two words on how far a study has come. */
const PROGRESS_MS = 200;

export interface StudyDeskOptions extends BacktestSources {
  readonly store: StudyStore;
  /** Ends them when it is closed. */
  readonly queue: WorkQueue;
  readonly clock: Clock;
  /** Of the program; studies name it. */
  readonly version: string;
  /** Candles that were loaded, later. */
  readonly ownCandles: OwnCandles;
  /** Makes what runs the combinations of a job; disposed of when the study is over. */
  evaluatorFor(job: BacktestJob): StudyEvaluator;
}

/** What is kept of a study that was asked for, besides what everybody sees. */
interface AskedStudy {
  readonly input: StudyInput;
  /** What the strategy declared then. */
  readonly specs: readonly ParameterSpec[];
  /** Not there in what was asked for before strategies could declare any. */
  readonly constraints?: readonly string[];
  /** Parameters are those that do not vary, and defaults. */
  readonly settings: BacktestSettings;
  readonly dataHash: string;
}

/** Takes sweeps and walk-forwards on, works on each when its turn comes, and keeps what they leave. */
export class StudyDesk implements StudyApi {
  readonly #options: StudyDeskOptions;
  readonly #infos: RunInfos<StudyInfo>;
  readonly #work: LastingWork<AskedStudy, readonly LoadedMarket[]>;
  /** Of the study that was asked for last: the same one is asked for again and again. */
  #rows: { readonly id: string; readonly rows: Promise<StudyRows> } | null = null;

  constructor(options: StudyDeskOptions) {
    this.#options = options;
    const { store, queue } = options;
    this.#work = new LastingWork(store.work, queue, {
      run: (id, asked, loaded, signal) => this.#run(id, asked, loaded, signal),
      putOff: (id) => this.#putOff(id),
      dropped: (id) => this.#end(id, { status: "CANCELED" }),
      failed: (id, error, status) =>
        this.#end(id, { status, error: failureWords("The study could not be run", error) }),
    });
    store.forgetUnfinished();
    const waiting = new Set(store.work.list().map(({ id }) => id));
    // Kept as this program wrote it; the oldest first, as they are added from here on.
    const infos = store.list().toReversed().map(({ id, body }) => {
      const info = body as unknown as StudyInfo;
      return waiting.has(id) ? info : interrupted(info);
    });
    this.#infos = new RunInfos("study", MAX_KEPT_STUDIES, infos);
  }

  /** What an earlier service left to do, for the queue. To be called once. */
  waiting(): HeavyWork[] {
    return this.#options.store.work.list().map((work) => this.#work.waiting(work));
  }

  list(): StudyInfo[] {
    return this.#infos.list();
  }

  find(id: string): StudyInfo | undefined {
    return this.#infos.find(id);
  }

  run(input: StudyInput): Promise<StudyInfo> {
    return this.#options.queue.withPlace((place) => this.#ask(place, input));
  }

  async #ask(place: number, input: StudyInput): Promise<StudyInfo> {
    const { store, queue, clock, version } = this.#options;
    const { parameters: { declared, space }, ...prepared } = await prepareBacktest(
      this.#options,
      input,
      (declared) => ({ declared, space: spaceOf(input, declared) }),
    );
    const { settings, markets } = studyJob(prepared, space.fixed);
    const plan = studyPlan(input, space, { settings, markets });
    const hash = await dataHash(markets);
    const columns = await askedCandles(prepared.markets, prepared.asked.source);
    // It may have ended meanwhile.
    queue.checkOpen();
    const id = `st${store.nextNumber()}`;
    const birth = { id, createdAt: clock.now(), version };
    const info = await freshInfo(birth, input, prepared, plan);
    const { parameters: specs, constraints } = declared;
    const body = { input, specs, constraints, settings, dataHash: hash };
    const add = await this.#work.ask(
      { id, runId: id, place, body, columns },
      { id, body: info as unknown as Json },
    );
    this.#infos.set(info);
    add(prepared.markets);
    return info;
  }

  /** The candles that one runs on, for a backtest to run on. @throws InputError NOT_FOUND */
  candlesOf(id: string): OtherCandles {
    return otherCandles(() => this.#infos.require(id), this.#options.store, this.#options);
  }

  cancel(id: string): StudyInfo {
    const info = this.#infos.require(id);
    if (!isUnderWay(info)) throw conflict(`Study ${id} is ${info.status.toLowerCase()} already`);
    this.#options.queue.cancel(id);
    return this.#infos.require(id);
  }

  async remove(id: string): Promise<string> {
    this.#infos.require(id);
    // First: where the store refuses, it is still there.
    this.#options.store.remove(id);
    // What ends now finds it gone and leaves nothing.
    this.#infos.remove(id);
    this.#options.queue.cancel(id);
    if (this.#rows?.id === id) this.#rows = null;
    await this.#options.store.giveBack(breathe);
    return id;
  }

  async combinations(id: string, page: CombinationPage): Promise<StudyCombination[]> {
    return (await this.#rowsOf(id))?.page(page) ?? [];
  }

  async combination(id: string, number: number): Promise<StudyCombination | null> {
    return (await this.#rowsOf(id))?.at(number) ?? null;
  }

  async heatMap(id: string, choice: HeatMapChoice): Promise<StudyHeatMap | null> {
    return (await this.#rowsOf(id))?.heatMap(choice) ?? null;
  }

  async equity(id: string, points: number): Promise<BacktestPoint[]> {
    checkPoints(points);
    if (this.#infos.require(id).outcome === null) return [];
    const columns = await readColumns(this.#options.store, id, CURVE_COLUMNS);
    return drawnCurve(columns, { from: -Infinity, to: Infinity }, points);
  }

  listen(changed: (info: StudyInfo) => void, removed: (id: string) => void = () => {}): () => void {
    return this.#infos.listen(changed, removed);
  }

  async #run(
    id: string,
    { input, specs, constraints = [], settings, dataHash: hash }: AskedStudy,
    loaded: readonly LoadedMarket[] | null,
    signal: AbortSignal,
  ): Promise<void> {
    this.#change(id, { status: "RUNNING" });
    const begun = this.#options.clock.now();
    const { store, ownCandles, evaluatorFor } = this.#options;
    const asked = { ...this.#infos.require(id), dataHash: hash };
    const markets = loaded ?? await candlesAgain(asked, store.work, ownCandles);
    const job: BacktestJob = await sharedJobInTurns({ settings, markets }, breathe);
    const plan = studyPlan(input, spaceOf(input, { parameters: specs, constraints }), job);
    using evaluator = evaluatorFor(job);
    const onProgress = this.#teller(id, begun);
    const { info, ...outcome } = await workOnStudy(evaluator, job, plan, onProgress, signal);
    if (outcome.isCanceled) throwIfPutOff(signal);
    await this.#finish(id, { ...outcome, info: { ...info, dataHash: hash } }, begun);
  }

  #putOff(id: string): void {
    const { status, progress, done, combinationsPerSecond, leftMs, leader, windows } = FRESH;
    this.#change(id, { status, progress, done, combinationsPerSecond, leftMs, leader, windows });
  }

  /** Says how far a study is, at its own pace. */
  #teller(id: string, begun: number): (progress: StudyProgress) => void {
    const { clock } = this.#options;
    let saidAt = -Infinity;
    return ({ share, done, of, best, rows }) => {
      const now = clock.now();
      if (now - saidAt < PROGRESS_MS) return;
      saidAt = now;
      const tookMs = now - begun;
      this.#change(id, {
        progress: share,
        done,
        of,
        combinationsPerSecond: rateOf(done, tookMs),
        leftMs: share > 0 && tookMs > 0 ? tookMs * (1 - share) / share : null,
        leader: leaderOf(best),
        windows: rows.map(windowOf),
      });
    };
  }

  async #finish(
    id: string,
    { info, columns, isCanceled }: StudyOutcome,
    begun: number,
  ): Promise<void> {
    const known = this.#infos.find(id);
    // Removed meanwhile.
    if (!known) return;
    const finishedAt = this.#options.clock.now();
    const done: StudyInfo = {
      ...known,
      ...info,
      // An older version of the program may have been asked.
      settings: { ...infoSettings(known), version: this.#options.version } as unknown as Json,
      status: isCanceled ? "CANCELED" : "DONE",
      error: null,
      progress: isCanceled ? known.progress : 1,
      // A search may end before it has tried all that it might.
      of: isCanceled ? known.of : info.done ?? known.of,
      combinationsPerSecond: rateOf(info.done ?? known.done, finishedAt - begun),
      leftMs: null,
      leader: null,
      finishedAt,
    };
    const kept = { id, body: done as unknown as Json };
    const isKept = await this.#options.store.finish(kept, columns, breathe);
    if (isKept && this.#infos.find(id)) this.#infos.set(done);
  }

  #end(id: string, how: Pick<StudyInfo, "status"> & Partial<StudyInfo>): void {
    const info = this.#infos.find(id);
    if (!info) return;
    const ended = { ...info, leftMs: null, finishedAt: this.#options.clock.now(), ...how };
    this.#infos.set(ended);
    try {
      this.#options.store.put({ id, body: ended as unknown as Json }, id);
    } catch (keptError) {
      // A disk that is full: this is shown as long as the program runs, and the next one begins it again.
      const words = failureWords("That it ended could not be kept", keptError);
      this.#change(id, { error: ended.error ?? words });
    }
  }

  #change(id: string, change: Partial<StudyInfo>): void {
    const info = this.#infos.find(id);
    if (info) this.#infos.set({ ...info, ...change });
  }

  #rowsOf(id: string): Promise<StudyRows> | null {
    const { kind, axes, fixed, finishedAt } = this.#infos.require(id);
    if (kind !== "SWEEP" || finishedAt === null) return null;
    if (this.#rows?.id === id) return this.#rows.rows;
    const rows = readColumns(this.#options.store, id, rowColumns(axes)).then((columns) =>
      new StudyRows(columns, axes, fixed)
    );
    this.#rows = { id, rows };
    // What could not be read once may be read another time.
    rows.catch(() => {
      if (this.#rows?.rows === rows) this.#rows = null;
    });
    return rows;
  }
}

function rateOf(done: number, tookMs: number): number {
  return tookMs > 0 ? done / tookMs * 1_000 : 0;
}
