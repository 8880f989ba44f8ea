/** Intents as tests write them. */
import type {
  AddIntent,
  EnterIntent,
  ExitIntent,
  ReverseIntent,
  UpdateStopsIntent,
} from "../../engine/strategy/mod.ts";
import {
  type AnyBar,
  type Bench,
  type BenchSettings,
  flat,
  type Script,
  scripted,
} from "./scripted.ts";

type Terms<T> = Partial<Omit<T, "action" | "side">>;

export const buy = (terms: Terms<EnterIntent> = {}): EnterIntent => ({
  action: "ENTER",
  side: "LONG",
  quantity: 1,
  ...terms,
});
export const sell = (terms: Terms<EnterIntent> = {}): EnterIntent => ({
  action: "ENTER",
  side: "SHORT",
  quantity: 1,
  ...terms,
});
export const exit = (terms: Terms<ExitIntent> = {}): ExitIntent => ({ action: "EXIT", ...terms });
export const add = (terms: Terms<AddIntent> = {}): AddIntent => ({
  action: "ADD",
  quantity: 1,
  ...terms,
});
export const reverse = (terms: Terms<ReverseIntent> = {}): ReverseIntent => ({
  action: "REVERSE",
  ...terms,
});
export const stops = (terms: Terms<UpdateStopsIntent>): UpdateStopsIntent => ({
  action: "UPDATE_STOPS",
  ...terms,
});

/** Decides `entry` at the end of bar 0, at 100, and what `manage` says from then on. */
export const enters = (entry: EnterIntent, manage: Script["manage"] = () => null): Script => ({
  detect: (bar) => bar === 0,
  filter: (bar) => bar === 0 ? entry : null,
  manage,
});

/** A runner that decided `entry` at the end of bar 0, at 100; `bars` come after that. */
export function after(
  entry: EnterIntent,
  bars: readonly AnyBar[],
  settings: BenchSettings = {},
  manage?: Script["manage"],
): Bench {
  const bench = scripted(enters(entry, manage), settings);
  bench.feed([flat(100), ...bars]);
  return bench;
}

/** A runner with a position of 1 from the open of bar 1 on, at 100; its events begin there. */
export function holding(
  entry: EnterIntent,
  bars: readonly AnyBar[],
  settings: BenchSettings = {},
  manage?: Script["manage"],
): Bench {
  const bench = after(entry, [flat(100)], settings, manage);
  bench.events.length = 0;
  bench.feed(bars);
  return bench;
}
