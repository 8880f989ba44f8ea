import { deepEqual, equal, match, ok } from "node:assert/strict";
import { jobOf, walkColumns } from "../../../tests/support/backtests.ts";
import { dishonest } from "../../../tests/support/honesty.ts";
import { localChecker } from "../../../tests/support/local_checker.ts";
import type { BacktestJob } from "../job.ts";
import type { CheckReport } from "./check_report.ts";
import { makeChecks } from "./make_checks.ts";
import { verdictsOf } from "./verdicts.ts";

async function checked(job: BacktestJob, signal = new AbortController().signal) {
  const shares: number[] = [];
  const report = await makeChecks(job, localChecker(job), {
    signal,
    onProgress: (_check, share) => shares.push(share),
  });
  return { report, verdicts: verdictsOf(report), shares };
}

Deno.test("an honest strategy on clean data has nothing against it but its results", async () => {
  const { verdicts, report, shares } = await checked(
    await jobOf("ema_long_only_ts.ts", walkColumns(4_000)),
  );
  deepEqual(verdicts.map(({ check }) => check), [
    "LOOK_AHEAD",
    "WARM_UP",
    "COSTS",
    "CHANCE",
    "PRICES",
  ]);
  const [lookAhead, warmUp] = verdicts;
  equal(lookAhead?.mood, "FINE");
  match(lookAhead?.words ?? "", /none found; \d+ decisions, the future cut off at 20 of them/);
  equal(warmUp?.mood, "FINE");
  equal(verdicts.at(-1)?.words, "BTCUSDT has none that come back at once");
  ok(shares.every((share) => share >= 0 && share <= 1));
  // Of the same trades as many as there were are moved about.
  equal(report.chance?.randomEntries?.trades, report.chance?.monteCarlo.shuffle?.trades);
});

Deno.test("one that knows the future is told so", async () => {
  const { verdicts } = await checked(await dishonest("remembers_the_future.ts", 1_000));
  equal(verdicts[0]?.mood, "BAD");
  ok((verdicts[0]?.details.length ?? 0) > 0);
});

Deno.test("orders that differ at first are told with when that ends", () => {
  const row = (bars: number, different: number, lastDifference: number | null) => ({
    ...{ bars, different, lastDifference, indicators: [], orders: 9, same: 9 - different },
  });
  const warmUp = (enoughBars: number) =>
    verdictsOf({
      ...{ lookAhead: null, costs: null, chance: null, spikes: [] },
      warmUp: {
        ...{ from: Date.UTC(2024, 0, 2), to: Date.UTC(2024, 0, 9), enoughBars, verdict: "SETTLES" },
        rows: [
          row(0, 2, Date.UTC(2024, 0, 2, 5)),
          row(20, 1, Date.UTC(2024, 0, 2, 5)),
          row(50, 0, null),
        ],
      },
    })[1];
  equal(warmUp(50)?.words, "its orders settle; 50 bars before 2024-01-02 00:00 are enough");
  equal(
    warmUp(20)?.words,
    "its orders settle; 20 bars before 2024-01-02 00:00 are enough but for the first orders",
  );
  equal(warmUp(0)?.words, "its orders settle soon, wherever the data begins");
  deepEqual(warmUp(0)?.details, [
    "0 bars before: 2 of 9 orders differ, the last at 2024-01-02 05:00; indicators settled",
    "20 bars before: 1 of 9 orders differ, the last at 2024-01-02 05:00; indicators settled",
    "50 bars before: 0 of 9 orders differ; indicators settled",
  ]);
});

Deno.test("what was ended before its time is no verdict", () => {
  const none: CheckReport = {
    lookAhead: null,
    warmUp: null,
    costs: null,
    chance: null,
    spikes: [],
  };
  deepEqual(new Set(verdictsOf(none).map(({ mood }) => mood)), new Set(["UNKNOWN"]));
});

Deno.test("symbols without odd prices share a line, others have their own", () => {
  const spikes = (symbol: string, count: number) => ({
    symbol,
    // Of the rest nothing is told.
    report: { count, largest: [{ time: 0, move: 0.5 }] },
  });
  const report = {
    ...{ lookAhead: null, warmUp: null, costs: null, chance: null },
    spikes: [spikes("BTCUSDT", 0), spikes("ETHUSDT", 2), spikes("SOLUSDT", 0)],
  } as unknown as CheckReport;
  deepEqual(verdictsOf(report).slice(4).map(({ mood, words, details }) => [mood, words, details]), [
    ["FINE", "BTCUSDT, SOLUSDT have none that come back at once", []],
    ["DOUBTFUL", "ETHUSDT has 2 closes far off that come back at once", [
      "1970-01-01 00:00 50.00 %",
    ]],
  ]);
});

Deno.test("costs that eat everything up are told as a multiple", () => {
  const row = (factor: number, totalReturn: number) => ({
    factor,
    figures: { totalReturn, fees: 10 * factor, trades: 3 },
  });
  const costs = (rows: readonly unknown[], breakEven: number | null) =>
    verdictsOf({
      lookAhead: null,
      warmUp: null,
      chance: null,
      spikes: [],
      // Of the figures nothing else is told.
      costs: { rows, breakEven, hasCosts: true } as CheckReport["costs"],
    })[2];
  const doubtful = costs([row(1, 0.05), row(2, -0.05)], 1.5);
  deepEqual([doubtful?.mood, doubtful?.words, doubtful?.details[0]], [
    "DOUBTFUL",
    "nothing is left at 1.50 times the costs",
    "× 1: return 5.00 %, fees 10.00, 3 trades",
  ]);
  equal(costs([row(1, 0.05), row(2, 0.01), row(5, -0.05)], 2.5)?.mood, "FINE");
  equal(costs([row(1, -0.05)], null)?.mood, "BAD");
  equal(costs([row(1, 0.05)], null)?.mood, "FINE");
  const idle = { factor: 1, figures: { totalReturn: 0, fees: 0, trades: 0 } };
  equal(costs([idle], null)?.words, "it closed no trade, so there is nothing to multiply");
});
