import { equal } from "node:assert/strict";
import * as sample from "../../../tests/contracts/store_samples.ts";
import type { EngineEvent } from "../../domain/mod.ts";
import { openStore } from "../../store/mod.ts";
import { EngineEvents } from "./engine_events.ts";

Deno.test("the engine's own events are numbered on from the last, whatever it was", () => {
  const store = openStore(":memory:");
  equal(new EngineEvents(store).next(), 1);
  const base = { runnerId: null, symbol: "BTCUSDT", time: 1, feed: "SIMULATED" as const };
  const gap: EngineEvent = {
    ...base,
    type: "FEED_GAP",
    sequence: 2,
    timeframe: "1m",
    from: 0,
    to: 60_000,
    bars: 1,
  };
  store.commit({ runners: [sample.record("r1")], events: [sample.feedStatus(1), gap] });
  store.commit({ events: [sample.log("r1", 9)] });
  const events = new EngineEvents(store);
  equal(events.next(), 3);
  equal(events.next(), 4);
  store.close();
});
