export { checkTerms } from "./create_input.ts";
export { offlineSnapshot, storedFigures } from "./offline_snapshot.ts";
export { checkedChange } from "./order_change.ts";
export { countRunners, isActive, runnerHealth, runnerInfo } from "./runner_info.ts";
