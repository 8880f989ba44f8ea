import { messageOf } from "../../domain/mod.ts";
import type { Timers } from "../../kernel/mod.ts";
import type { HttpAnswer, Network } from "./network.ts";
import { RestError } from "./rest_api.ts";

export const aborted = (): RestError => new RestError("ABORTED", "The request was given up");

/**
 * Sends once. Rejects with UNREACHABLE when there is no answer within `ms`, and with ABORTED as soon
 * as the signal says so, whatever the network makes of it.
 */
export function attempt(
  send: { readonly network: Network; readonly timers: Timers; readonly exchange: string },
  url: string,
  ms: number,
  signal: AbortSignal,
): Promise<HttpAnswer> {
  if (signal.aborted) return Promise.reject(aborted());
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const sending = new AbortController();
  const fail = (error: RestError) => {
    reject(error);
    sending.abort();
  };
  const unreachable = (why: string) =>
    new RestError("UNREACHABLE", `Cannot reach ${send.exchange} at ${hostOf(url)}: ${why}`);
  const giveUp = () => fail(aborted());
  const stopTimer = send.timers.after(ms, () => fail(unreachable(`no answer in ${ms / 1_000} s`)));
  signal.addEventListener("abort", giveUp, { once: true });
  const get = async () => await send.network.get(url, sending.signal);
  get().then(
    resolve,
    (error: unknown) => reject(unreachable(messageOf(error))),
  );
  return promise.finally(() => {
    stopTimer();
    signal.removeEventListener("abort", giveUp);
  });
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Waits. Rejects with ABORTED as soon as the signal says so. */
export function pause(ms: number, timers: Timers, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.reject(aborted());
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const giveUp = () => {
    stop();
    reject(aborted());
  };
  const stop = timers.after(ms, () => {
    signal.removeEventListener("abort", giveUp);
    resolve();
  });
  signal.addEventListener("abort", giveUp, { once: true });
  return promise;
}
