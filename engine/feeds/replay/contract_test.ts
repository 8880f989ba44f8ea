import { emptyColumns } from "../../domain/mod.ts";
import { Prng } from "../../kernel/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import { feedContract } from "../../../tests/contracts/feed_contract.ts";
import { tempFile, toCsv } from "../../../tests/support/csv.ts";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { createReplayFeed } from "./mod.ts";

/** A made-up week of minutes, with a hole now and then. */
function minutes(): string {
  const random = Prng.from("replay contract");
  const columns = emptyColumns(7 * 1440);
  let time = Date.UTC(2024, 0, 1);
  let price = 40_000;
  for (let i = 0; i < columns.time.length; i++) {
    const open = price;
    price = Math.round(price + 20 * random.normal());
    columns.time[i] = time;
    columns.open[i] = open;
    columns.close[i] = price;
    columns.high[i] = Math.max(open, price) + random.next() % 9;
    columns.low[i] = Math.min(open, price) - random.next() % 9;
    columns.volume[i] = random.next() % 1000;
    time += random.uniform() < 0.01 ? 5 * 60_000 : 60_000;
  }
  return toCsv(columns);
}

const { path, remove } = tempFile("BTCUSDT-1m.csv", minutes());
globalThis.addEventListener("unload", remove);

for (const speed of [60, "max"] as const) {
  feedContract({
    name: `replay at speed ${speed}`,
    instrument: requireInstrument("BTCUSDT"),
    unserved: requireInstrument("ETHUSDT"),
    fine: "1m",
    coarse: "5m",
    fromItsBeginning: true,
    newTime: () => new FakeTime(),
    create: (time) => createReplayFeed({ files: [{ path }], speed, clock: time, timers: time }),
  });
}
