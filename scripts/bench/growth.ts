/** How time and memory of backtests grow with bars, symbols and combinations. */
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { BACKTEST_V8_FLAGS } from "../build/v8_flags.ts";
import type { GrowthPlan, GrowthTimes } from "./growth_process.ts";

const PROCESS = fileURLToPath(new URL("growth_process.ts", import.meta.url));
const MAX_MS = 300_000;
/** Of each the fastest round counts. */
const ROUNDS = 3;

const ONE = { bars: 100_000, symbols: 1, combinations: 0 };
const PLANS: readonly GrowthPlan[] = [
  ...[100_000, 1_000_000, 5_000_000].map((bars) => ({ ...ONE, bars })),
  ...[5, 20].map((symbols) => ({ ...ONE, symbols })),
  ...[10, 100, 1_000].map((combinations) => ({ ...ONE, combinations })),
];

const TIMES = z.object({
  ms: z.number(),
  cpuSeconds: z.number(),
  peakMb: z.number().nullable(),
});

export interface GrowthMeasure extends GrowthPlan, GrowthTimes {}

/** @param say told what is being done */
export async function measureGrowth(say: (text: string) => void): Promise<GrowthMeasure[]> {
  const measures: GrowthMeasure[] = [];
  for (const plan of PLANS) {
    const { bars, symbols, combinations } = plan;
    say(`${combinations || 1} × ${bars} bars of ${symbols} symbols`);
    const rounds: GrowthTimes[] = [];
    const count = combinations === 1_000 ? 1 : ROUNDS;
    for (let i = 0; i < count; i++) rounds.push(await runOnce(plan));
    rounds.sort((a, b) => a.ms - b.ms);
    measures.push({ ...plan, ...rounds[0]! });
  }
  return measures;
}

async function runOnce(plan: GrowthPlan): Promise<GrowthTimes> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", BACKTEST_V8_FLAGS, PROCESS, JSON.stringify(plan)],
    stdin: "null",
    signal: AbortSignal.timeout(MAX_MS),
  }).output();
  if (!success) throw new Error(`It failed: ${new TextDecoder().decode(stderr)}`);
  return TIMES.parse(JSON.parse(new TextDecoder().decode(stdout)));
}
