import { type ErrorCode, InputError } from "../domain/mod.ts";
import type { RunnerAnswer, RunnerReplies, RunnerRequest } from "./messages.ts";
import type { RunnerPort } from "./transport.ts";

/** Calls that may wait for an answer on one runner; further ones are refused. */
export const MAX_WAITING_CALLS = 256;

interface Call {
  resolve(answer: { value: unknown; sequence: number }): void;
  reject(error: Error): void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/** Asks one runner over its port. */
export class RunnerLink {
  readonly #port: RunnerPort;
  readonly #calls = new Map<number, Call>();
  #count = 0;

  constructor(port: RunnerPort) {
    this.#port = port;
    port.onmessage = (event) => this.#answered(event.data);
  }

  /**
   * @returns the value, and the runner's last event at that moment
   * @throws InputError TIMEOUT when the runner does not answer within `timeoutMs`, or whatever it refused with
   */
  call<Op extends RunnerRequest["op"]>(
    request: RunnerRequest & { op: Op },
    timeoutMs: number,
  ): Promise<{ value: RunnerReplies[Op]; sequence: number }> {
    const { promise, resolve, reject } = Promise.withResolvers<
      { value: RunnerReplies[Op]; sequence: number }
    >();
    if (this.#calls.size >= MAX_WAITING_CALLS) {
      reject(
        new InputError("TIMEOUT", `The runner has ${MAX_WAITING_CALLS} calls to answer already`),
      );
      return promise;
    }
    const call = ++this.#count;
    const timer = setTimeout(() => {
      this.#calls.delete(call);
      reject(new InputError("TIMEOUT", `The runner did not answer within ${timeoutMs} ms`));
    }, timeoutMs);
    this.#calls.set(call, {
      // The shard answers each request with the value that `RunnerReplies` names.
      resolve: (answer) => resolve(answer as { value: RunnerReplies[Op]; sequence: number }),
      reject,
      timer,
    });
    this.#port.postMessage({ call, request });
    return promise;
  }

  /** Asks without waiting for an answer. */
  post(request: RunnerRequest): void {
    this.#port.postMessage({ call: ++this.#count, request });
  }

  close(): void {
    this.#port.close();
    for (const { reject, timer } of this.#calls.values()) {
      clearTimeout(timer);
      reject(new InputError("TIMEOUT", "The runner went away before it answered"));
    }
    this.#calls.clear();
  }

  #answered(answer: RunnerAnswer): void {
    const call = this.#calls.get(answer.call);
    if (!call) return;
    this.#calls.delete(answer.call);
    clearTimeout(call.timer);
    if (answer.ok) call.resolve(answer);
    else call.reject(new InputError(answer.code as ErrorCode, answer.message));
  }
}
