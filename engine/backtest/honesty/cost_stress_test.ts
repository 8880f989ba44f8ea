import { deepEqual, equal, ok } from "node:assert/strict";
import { HOSTS, jobOf, walkColumns } from "../../../tests/support/backtests.ts";
import { DEFAULT_EXECUTION, simpleExecution } from "../../domain/mod.ts";
import { type Evaluator, localEvaluator } from "../evaluation/mod.ts";
import { statistics } from "../statistics/mod.ts";
import { near, recordOf } from "../statistics/testing.ts";
import { costlier, costStress } from "./cost_stress.ts";

const NEVER = new AbortController().signal;

Deno.test("every kind of cost is multiplied, and nothing else", () => {
  const execution = {
    ...DEFAULT_EXECUTION,
    fees: { makerBps: 2, takerBps: 4, tiers: [{ volume: 1_000, makerBps: 1, takerBps: 3 }] },
    spreadBps: 1,
    slippage: { model: "FIXED" as const, bps: 3 },
    liquidationFeeBps: 50,
    fundingBps: 1,
  };
  deepEqual(costlier(execution, 5), {
    ...execution,
    fees: { makerBps: 10, takerBps: 20, tiers: [{ volume: 1_000, makerBps: 5, takerBps: 15 }] },
    spreadBps: 5,
    slippage: { model: "FIXED", bps: 15 },
    liquidationFeeBps: 250,
  });
  const impact = { model: "VOLUME_SHARE" as const, impact: 0.1 };
  deepEqual(costlier({ ...execution, slippage: impact }, 2).slippage, { ...impact, impact: 0.2 });
  const root = { model: "SQUARE_ROOT" as const, coefficient: 0.5 };
  deepEqual(costlier({ ...execution, slippage: root }, 2).slippage, { ...root, coefficient: 1 });
});

Deno.test("the same trades pay two and five times the fees", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(2_000));
  const evaluator = localEvaluator(job, HOSTS, {
    stopwatch: () => 0,
    breathe: () => Promise.resolve(),
  });
  const report = await costStress(evaluator, simpleExecution(10, 0), () => {}, NEVER);
  const [one, two, five] = report!.rows.map(({ figures }) => figures);
  ok(one!.fees > 0);
  near(two!.fees / one!.fees, 2, 1e-4);
  near(five!.fees / one!.fees, 5, 1e-4);
  deepEqual([two!.trades, five!.trades], [one!.trades, one!.trades]);
  // One unit each: what the fees grow by is what the equity falls by.
  near(one!.finalEquity - two!.finalEquity, two!.fees - one!.fees, 0.05);
  equal(report!.hasCosts, true);
  const stop = AbortSignal.abort();
  equal(await costStress(evaluator, simpleExecution(10, 0), () => {}, stop), null);
});

/** Earns so much with once, twice and five times the costs. */
function earning(...returns: readonly number[]): Evaluator {
  return {
    run: () =>
      Promise.resolve(returns.map((earned) => {
        const { figures } = statistics(recordOf([1 + earned], { initialCash: 1 }));
        return { status: "DONE" as const, error: null, returns: null, record: null, figures };
      })),
  };
}

Deno.test("the costs that leave nothing lie between the factors in proportion", async () => {
  const breakEven = async (...returns: number[]) =>
    (await costStress(earning(...returns), simpleExecution(0, 0), () => {}, NEVER))!.breakEven;
  // From 6 % at twice to −6 % at five times: halfway.
  near(await breakEven(0.1, 0.06, -0.06), 3.5);
  near(await breakEven(0.1, -0.1, -0.6), 1.5);
  deepEqual([await breakEven(0.1, 0.09, 0.06), await breakEven(-0.1, -0.2, -0.3)], [null, null]);
});

Deno.test("without costs there is nothing to multiply", async () => {
  const report = await costStress(earning(0, 0, 0), simpleExecution(0, 0), () => {}, NEVER);
  equal(report!.hasCosts, false);
});
