export * from "./account.ts";
export * from "./broker.ts";
export * from "./models/fee.ts";
export * from "./models/spread.ts";
export * from "./paper_broker.ts";
export * from "./position.ts";
