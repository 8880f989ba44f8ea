import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { HOSTS, jobOf, walkColumns } from "../../../tests/support/backtests.ts";
import { dishonest } from "../../../tests/support/honesty.ts";
import { watchStandstills } from "../../../tests/support/standstills.ts";
import { InputError } from "../../domain/mod.ts";
import { RightOfWay } from "../../kernel/mod.ts";
import { systemTimers } from "../../service/real_time.ts";
import { type EvaluationProgress, localEvaluator } from "../evaluation/mod.ts";
import type { BacktestJob } from "../job.ts";
import { overfittingReport } from "../research/mod.ts";
import { WorkerPool } from "./worker_pool.ts";

const NEVER = new AbortController().signal;
const OPTIONS = {
  url: new URL("../../../dist/pool_worker.js", import.meta.url),
  workers: 2,
  timers: systemTimers,
};
const ACCOUNTS = Array.from({ length: 40 }, (_, i) => ({ parameters: { fast: 3 + i, slow: 60 } }));

function locally(job: BacktestJob) {
  const world = { stopwatch: () => 0, breathe: () => Promise.resolve() };
  return localEvaluator(job, HOSTS, world);
}

Deno.test("workers give what the caller's own thread would, in order", async () => {
  for (const file of ["ema_long_only.lua", "ema_long_only_ts.ts"]) {
    const job = await jobOf(file, walkColumns(1_500));
    const task = { range: null, accounts: ACCOUNTS, detail: "RECORD" as const };
    const progress: EvaluationProgress[] = [];
    using pool = new WorkerPool(job, OPTIONS);
    const heard = new Map<number, unknown>();
    const hear = (account: number, summary: unknown) => void heard.set(account, summary);
    const results = await pool.run(task, (one) => void progress.push(one), NEVER, hear);
    deepEqual(results, results.map((_, account) => heard.get(account)));
    deepEqual(results, await locally(job).run(task, () => {}, NEVER));
    const last = progress.at(-1)!;
    deepEqual([last.share, last.done, last.of, last.candles], [1, 40, 40, 60_000]);
    equal(job.markets[0]!.columns.time.length, 1_500, "the caller keeps its columns");
  }
});

Deno.test("beside live work that is always behind, workers give the same", async () => {
  const job = await jobOf("ema_long_only.lua", walkColumns(1_500));
  const rightOfWay = new RightOfWay();
  rightOfWay.begin();
  using pool = new WorkerPool(job, { ...OPTIONS, rightOfWay: rightOfWay.sign });
  const task = { range: null, accounts: ACCOUNTS, detail: "RECORD" as const };
  const run = () => pool.run(task, () => {}, NEVER);
  const { result, standstills } = await watchStandstills(rightOfWay.sign, run);
  ok(standstills > 0);
  deepEqual(result, await locally(job).run(task, () => {}, NEVER));
  using alone = new WorkerPool(job, OPTIONS);
  for (const name of ["lookAhead", "warmUp", "chance", "prices"] as const) {
    const expected = await alone.check(name, () => {}, NEVER);
    deepEqual(await pool.check(name, () => {}, NEVER), expected);
  }
  const stop = new AbortController();
  const results = await pool.run(
    { ...task, accounts: Array.from({ length: 20 }, () => ACCOUNTS).flat() },
    () => stop.abort(),
    stop.signal,
  );
  ok(results.some((result) => result === null));
});

Deno.test("a pool is asked again and again", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(500));
  using pool = new WorkerPool(job, OPTIONS);
  const task = { range: null, accounts: ACCOUNTS.slice(0, 3), detail: "FIGURES" as const };
  const first = await pool.run(task, () => {}, NEVER);
  deepEqual(await pool.run(task, () => {}, NEVER), first);
  equal((await pool.run({ ...task, accounts: [] }, () => {}, NEVER)).length, 0);
});

Deno.test("an aborted task ends soon, keeps what was finished, and the pool goes on", async () => {
  const job = await jobOf("ema_long_only.lua", walkColumns(20_000));
  using pool = new WorkerPool(job, { ...OPTIONS, workers: 1 });
  const accounts = Array.from({ length: 20 }, () => ACCOUNTS).flat();
  const stop = new AbortController();
  const task = { range: null, accounts, detail: "FIGURES" as const };
  const results = await pool.run(task, ({ done }) => {
    if (done > 0) stop.abort();
  }, stop.signal);
  const finished = results.filter((result) => result !== null).length;
  ok(finished >= 32 && finished < 800, String(finished));
  const again = await pool.run({ ...task, accounts: [ACCOUNTS[0]!] }, () => {}, NEVER);
  deepEqual(again[0], results[0]);
});

Deno.test("a strategy that does not load rejects as bad input, and ends the others", async () => {
  const job = await jobOf("ema_long_only.lua", walkColumns(1_000));
  const { settings } = job;
  const strategy = { ...settings.strategy, text: "x = = 1" };
  using pool = new WorkerPool({ ...job, settings: { ...settings, strategy } }, OPTIONS);
  const task = { range: null, accounts: ACCOUNTS, detail: "FIGURES" as const };
  await rejects(pool.run(task, () => {}, NEVER), (error) => {
    ok(error instanceof InputError);
    equal(error.code, "BAD_USER_INPUT");
    return true;
  });
});

Deno.test("an account whose strategy fails has its summary among the others", async () => {
  const job = await jobOf("ema_long_only.lua", walkColumns(1_000));
  const { strategy } = job.settings;
  const text = strategy.text.replace("local ema", "if params.fast == 4 then error('no') end $&");
  const broken = { ...job, settings: { ...job.settings, strategy: { ...strategy, text } } };
  using pool = new WorkerPool(broken, OPTIONS);
  const accounts = ACCOUNTS.slice(0, 4);
  const results = await pool.run({ range: null, accounts, detail: "FIGURES" }, () => {}, NEVER);
  deepEqual(results.map((result) => result?.status), ["DONE", "FAILED", "DONE", "DONE"]);
});

Deno.test("a worker checks whether a strategy is honest", async () => {
  const honest = await jobOf("ema_long_only_ts.ts", walkColumns(2_000));
  using pool = new WorkerPool(honest, OPTIONS);
  const shares: number[] = [];
  const report = await pool.check("lookAhead", (share) => void shares.push(share), NEVER);
  deepEqual([report!.verdict, report!.differences], ["CLEAN", []]);
  equal((await pool.check("warmUp", () => {}, NEVER))!.verdict, "SETTLES");
  using cheat = new WorkerPool(await dishonest("remembers_the_future.ts", 300), OPTIONS);
  equal((await cheat.check("lookAhead", () => {}, NEVER))!.verdict, "NOT_REPEATABLE");
  equal(await cheat.check("lookAhead", () => {}, AbortSignal.abort()), null);
});

Deno.test("a worker says whether the best may be there by luck", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(10));
  using pool = new WorkerPool(job, OPTIONS);
  const trials = [1, 2, 3].map((step) =>
    Float64Array.from({ length: 80 }, (_, i) => Math.sin(i * step) / 100 + 0.001)
  );
  const expected = overfittingReport(trials.map((returns) => returns.slice()));
  deepEqual(await pool.judge(trials), expected);
  equal(expected!.trials, 3);
  equal(await pool.judge([]), null);
});
