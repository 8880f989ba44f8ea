export * from "./order_machine.ts";
export * from "./runner_machine.ts";
export * from "./strategy_machine.ts";
