import { deepEqual, equal } from "node:assert/strict";
import type { EngineEvent } from "../domain/mod.ts";
import { EventLog, MAX_KEPT_NOTES } from "./event_log.ts";

const at = (time: number) => ({ sequence: 1, time, runnerId: null, symbol: "BTCUSDT" });
const logged = (time: number, message: string) =>
  ({ ...at(time), type: "STRATEGY_LOG", level: "INFO", message }) as unknown as EngineEvent;
const limited = (time: number) =>
  ({ ...at(time), type: "RISK_TRIGGERED", reason: "worth too little" }) as unknown as EngineEvent;

Deno.test("a limit that is reached at every bar does not push out what was logged; the rest is counted", () => {
  const log = new EventLog();
  for (let time = 0; time < MAX_KEPT_NOTES + 5; time++) log.take(limited(time));
  log.take(logged(1_000, "late"));
  equal(log.notes.length, MAX_KEPT_NOTES + 1);
  deepEqual(log.notes.at(-1), { time: 1_000, symbol: "BTCUSDT", kind: "LOG", text: "late" });
  equal(log.notesLeftOut, 5);
});

Deno.test("errors beyond those that are kept are for the runner to count", () => {
  const log = new EventLog();
  const error = { ...at(1), type: "STRATEGY_ERROR", message: "no" } as unknown as EngineEvent;
  for (let n = 0; n < MAX_KEPT_NOTES + 1; n++) log.take(error);
  deepEqual([log.errors.length, log.notesLeftOut], [MAX_KEPT_NOTES, 0]);
});
