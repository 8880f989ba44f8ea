import type { RunnerStatus } from "../domain/mod.ts";

/** What a user or a failure does to a runner. */
export type Control = "PAUSE" | "RESUME" | "STOP" | "FAIL";

/** Every change of status there is. A stopped runner can be read, never started again. */
const CONTROLS: Readonly<Record<RunnerStatus, Partial<Record<Control, RunnerStatus>>>> = {
  RUNNING: { PAUSE: "PAUSED", STOP: "STOPPED", FAIL: "FAILED" },
  PAUSED: { RESUME: "RUNNING", STOP: "STOPPED", FAIL: "FAILED" },
  FAILED: { RESUME: "RUNNING", STOP: "STOPPED" },
  STOPPED: {},
};

/** The status after `control`, or undefined where it is not allowed. */
export function nextStatus(status: RunnerStatus, control: Control): RunnerStatus | undefined {
  return CONTROLS[status][control];
}
