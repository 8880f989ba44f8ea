import type { RightOfWaySign } from "../../kernel/mod.ts";
import type { BacktestJob } from "../job.ts";
import { errorOf } from "../worker/fault.ts";
import { lower, raise, stopFlag } from "../worker/stop_flag.ts";
import type { FromPoolWorker, ToPoolWorker } from "./messages.ts";

type Answer = Exclude<FromPoolWorker, { type: "progress" | "failed" }>;
type Progress = (share: number, candles: number) => void;

/** The near end of a worker of the pool: it is asked one thing after another. */
export class PoolWorker {
  readonly #worker: Worker;
  readonly #stop = stopFlag();
  #answer: PromiseWithResolvers<Answer> | null = null;
  #onProgress: Progress = () => {};
  #fault: Error | null = null;

  constructor(url: URL, job: BacktestJob, rightOfWay: RightOfWaySign | null) {
    const options = { type: "module", deno: { permissions: "none" } } as const;
    const worker = this.#worker = new Worker(url, options);
    worker.onmessage = ({ data }: MessageEvent<FromPoolWorker>) => this.#take(data);
    worker.onerror = (event) => {
      // Without this the error would end the whole process.
      event.preventDefault();
      this.giveUp(`A worker of the sweep crashed: ${event.message || "no reason was given"}`);
    };
    worker.onmessageerror = () => this.giveUp("A message of the sweep's worker was unreadable");
    this.#post({ type: "open", job, stop: this.#stop, rightOfWay });
  }

  /** True once it is of no more use. */
  get isBroken(): boolean {
    return this.#fault !== null;
  }

  /** @throws InputError for what is wrong with the question */
  async ask(
    message: ToPoolWorker,
    onProgress: Progress,
    handedOver: ArrayBuffer[] = [],
  ): Promise<Answer> {
    if (this.#fault) throw this.#fault;
    this.#answer = Promise.withResolvers();
    this.#onProgress = onProgress;
    lower(this.#stop);
    this.#post(message, handedOver);
    try {
      return await this.#answer.promise;
    } finally {
      this.#answer = null;
    }
  }

  /** What it does ends where it is; nothing happens where it does nothing. */
  cancel(): void {
    if (this.#answer) raise(this.#stop);
  }

  /** Waits for it no longer. */
  giveUp(why: string): void {
    this.#fault = new Error(why);
    this.#answer?.reject(this.#fault);
  }

  [Symbol.dispose](): void {
    // A worker at work does not see that it was ended.
    raise(this.#stop);
    this.#worker.terminate();
  }

  #post(message: ToPoolWorker, handedOver: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, handedOver);
  }

  #take(data: FromPoolWorker): void {
    if (data.type === "progress") this.#onProgress(data.share, data.candles);
    else if (data.type === "failed") this.#answer?.reject(errorOf(data.fault));
    else this.#answer?.resolve(data);
  }
}
