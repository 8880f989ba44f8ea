export { Fleet, type FleetOptions } from "./fleet.ts";
export { noRunner, Roster } from "./roster.ts";
export { CALL_MS, callRunner, linkOf, SETTLE_MS } from "./runner_calls.ts";
export { RunnerEntry } from "./runner_entry.ts";
