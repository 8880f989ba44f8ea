import { requireInstrument } from "../../market/mod.ts";
import { feedContract } from "../../../tests/contracts/feed_contract.ts";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { createSimulatedFeed } from "./mod.ts";

const unserved = { ...requireInstrument("ETHUSDT"), code: "NOTSIM", feeds: ["BINANCE" as const] };

for (const speed of [1, 60, "max"] as const) {
  feedContract({
    name: `simulated at speed ${speed}`,
    instrument: requireInstrument("BTCUSDT"),
    unserved,
    fine: speed === 1 ? "1s" : "1m",
    coarse: speed === 1 ? "1m" : "5m",
    fromItsBeginning: false,
    newTime: () => new FakeTime(),
    create: (time) => createSimulatedFeed({ seed: 7, speed, clock: time, timers: time }),
  });
}
