/**
 * Real history through the core against results kept in `golden.json`: whoever changes them has
 * changed how the product trades. To keep new ones: `deno test -A tests/golden -- --keep`.
 */
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import type { Timeframe, Trade } from "../../engine/domain/mod.ts";
import { testWithData } from "../support/shared_data.ts";
import { readBars, replayCore } from "./core_replay.ts";

const GOLDEN = fileURLToPath(new URL("golden.json", import.meta.url));

const RUNS: readonly [file: string, timeframe: Timeframe, strategy: string][] = [
  ["klines/BTCUSDT-1h-spot-2017-2024.derived.csv.gz", "1h", "my_strategy"],
  ["klines/BTCUSDT-1h-spot-2017-2024.derived.csv.gz", "1h", "ema_crossover"],
  ["klines/BTCUSDT-1m-2023.derived.csv.gz", "1m", "my_strategy"],
  ["klines/BTCUSDT-1m-2023.derived.csv.gz", "1m", "ema_crossover"],
];

/** A trade on one line, in the words of `backtest --json`. */
const line = ({ side, quantity, entryTime, entryPrice, exitTime, exitPrice, ...more }: Trade) => {
  const { fees, pnl, reason, barsHeld, maxAdverse, maxFavorable } = more;
  const taken = [new Date(entryTime).toISOString(), entryPrice];
  const left = [new Date(exitTime).toISOString(), exitPrice];
  return [side, quantity, ...taken, ...left, fees, pnl, reason, barsHeld, maxAdverse, maxFavorable]
    .join(" ");
};

function counted(types: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const type of types.toSorted()) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

async function result(path: string, timeframe: Timeframe, strategy: string) {
  const bars = await readBars(path);
  const file = fileURLToPath(new URL(`../../lua-strategies/${strategy}.lua`, import.meta.url));
  const { runner, events, trades } = await replayCore(bars, timeframe, file);
  const lines = trades.map(line);
  const { equity, cash, realizedPnl, fees } = runner.desk.accounts.accountView(
    bars.at(-1)![4],
    NaN,
    NaN,
  );
  return {
    bars: bars.length,
    events: counted(events.map(({ type }) => type)),
    stats: runner.counters.view(),
    account: { equity, cash, realizedPnl, fees },
    first: lines.slice(0, 3),
    last: lines.slice(-3),
    sha256OfTrades: createHash("sha256").update(lines.join("\n")).digest("hex"),
  };
}

for (const [file, timeframe, strategy] of RUNS) {
  const name = `${strategy} on ${timeframe}`;
  testWithData(`${name} bars of BTCUSDT trades as it always did`, [file], async (path) => {
    const found = await result(path, timeframe, strategy);
    const golden = JSON.parse(await Deno.readTextFile(GOLDEN).catch(() => "{}"));
    if (Deno.args.includes("--keep")) {
      const kept = JSON.stringify({ ...golden, [name]: found }, null, 2);
      await Deno.writeTextFile(GOLDEN, `${kept}\n`);
      return;
    }
    assert.deepEqual(found, golden[name]);
  });
}
