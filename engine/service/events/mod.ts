export { EngineEvents } from "./engine_events.ts";
export { Journal } from "./journal.ts";
export { Listeners } from "./listeners.ts";
