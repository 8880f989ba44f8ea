export { RunnerChanges } from "./runner_changes.ts";
export { RunnerControl } from "./runner_control.ts";
export { MAX_RUNNERS, RunnerCreation } from "./runner_creation.ts";
export { countRunners, isActive } from "./runner_info.ts";
export { RunnerPast } from "./runner_past.ts";
export { RunnerRemoval } from "./runner_removal.ts";
export { RunnerRestoration } from "./runner_restoration.ts";
export { RunnerViews } from "./runner_views.ts";
