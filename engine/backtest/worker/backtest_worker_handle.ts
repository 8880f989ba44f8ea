import type { RunProgress } from "../runner.ts";
import { errorOf } from "./fault.ts";
import type { FromBacktestWorker, ToBacktestWorker } from "./messages.ts";

type Answer = FromBacktestWorker & { type: "described" | "done" | "kept" };

/** The near end of a worker that is asked one thing. */
export class BacktestWorker {
  readonly #worker: Worker;
  readonly #answer = Promise.withResolvers<Answer>();

  constructor(url: URL, onProgress: (progress: RunProgress) => void = () => {}) {
    const options = { type: "module", deno: { permissions: "none" } } as const;
    const worker = this.#worker = new Worker(url, options);
    worker.onmessage = ({ data }: MessageEvent<FromBacktestWorker>) => {
      if (data.type === "progress") onProgress(data.progress);
      else if (data.type === "failed") this.#answer.reject(errorOf(data.fault));
      else this.#answer.resolve(data);
    };
    worker.onerror = (event) => {
      // Without this the error would end the whole process.
      event.preventDefault();
      this.giveUp(`The backtest's worker crashed: ${event.message || "no reason was given"}`);
    };
    worker.onmessageerror = () => this.giveUp("A message of the backtest's worker was unreadable");
  }

  /** @throws InputError for what is wrong with the question */
  ask(message: ToBacktestWorker, transfer: ArrayBuffer[] = []): Promise<Answer> {
    this.#worker.postMessage(message, transfer);
    return this.#answer.promise;
  }

  /** Waits no longer. */
  giveUp(why: string): void {
    this.#answer.reject(new Error(why));
  }

  [Symbol.dispose](): void {
    this.#worker.terminate();
  }
}
