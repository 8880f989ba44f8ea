export { Fleet } from "./fleet.ts";
export { CALL_MS, callRunner, linkOf, noRunner, SETTLE_MS } from "./runner_calls.ts";
export { RunnerEntry } from "./runner_entry.ts";
