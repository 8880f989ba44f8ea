export * from "./sqlite_store.ts";
export * from "./store.ts";
