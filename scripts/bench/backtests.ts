/** What a user waits for when he backtests: file read, strategy run, in a process of its own each time. */
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { CSV_HEADER, csvRows } from "../../engine/feeds/candle_files/mod.ts";
import { emptyColumns } from "../../engine/domain/mod.ts";
import { Prng } from "../../engine/kernel/mod.ts";
import { BACKTEST_V8_FLAGS } from "../build/v8_flags.ts";
import { median } from "./quantile.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const BARS = 1_000_000;
const PIECE = 100_000;
const MINUTE = 60_000;
const START = Date.UTC(2022, 0, 1);
const MAX_MS = 120_000;

const TIMES = z.object({
  loadMs: z.number(),
  runMs: z.number(),
  bars: z.number(),
  trades: z.number(),
  peakMb: z.number().nullable(),
});
type Times = z.infer<typeof TIMES>;

/** One strategy over a million bars; of several cold processes the median and the best. */
export interface BacktestMeasure {
  readonly name: string;
  readonly rounds: number;
  readonly bars: number;
  readonly trades: number;
  readonly barsPerSecond: { readonly median: number; readonly best: number };
  readonly loadMs: { readonly median: number; readonly best: number };
  /** The most of all rounds; null where the system does not tell. */
  readonly peakMb: number | null;
}

const STRATEGIES = [
  ["a .ts module", "ema_long_only_ts.ts"],
  ["Lua", "ema_long_only.lua"],
] as const;

/** @param say told what is being done */
export async function measureBacktests(
  rounds: number,
  say: (text: string) => void,
): Promise<BacktestMeasure[]> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  try {
    const csv = `${folder}/BTCUSDT-1m.csv`;
    await writeWalk(csv);
    const measures: BacktestMeasure[] = [];
    for (const [name, file] of STRATEGIES) {
      say(`backtest of ${BARS} bars as ${name}`);
      const times: Times[] = [];
      for (let i = 0; i < rounds; i++) times.push(await runOnce(csv, file));
      measures.push(measureOf(name, times));
    }
    return measures;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function measureOf(name: string, times: readonly Times[]): BacktestMeasure {
  const { bars, trades } = times[0]!;
  const rates = times.map(({ runMs }) => bars / runMs * 1_000);
  const loads = times.map(({ loadMs }) => loadMs);
  const peaks = times.flatMap(({ peakMb }) => peakMb === null ? [] : [peakMb]);
  return {
    name,
    rounds: times.length,
    bars,
    trades,
    barsPerSecond: { median: median(rates), best: Math.max(...rates) },
    loadMs: { median: median(loads), best: Math.min(...loads) },
    peakMb: peaks.length > 0 ? Math.max(...peaks) : null,
  };
}

async function runOnce(csv: string, strategy: string): Promise<Times> {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "-A",
      "--no-check",
      BACKTEST_V8_FLAGS,
      "scripts/bench/backtest_process.ts",
      csv,
      `tests/bench/strategies/${strategy}`,
    ],
    cwd: ROOT,
    stdin: "null",
    signal: AbortSignal.timeout(MAX_MS),
  }).output();
  if (!success) throw new Error(`A backtest failed: ${new TextDecoder().decode(stderr)}`);
  return TIMES.parse(JSON.parse(new TextDecoder().decode(stdout)));
}

/** A random walk in cents, the same every time. */
async function writeWalk(path: string): Promise<void> {
  const random = Prng.from("walk");
  const unit = () => random.next() / 2 ** 32;
  const cents = (value: number) => Math.round(value * 100) / 100;
  using file = await Deno.create(path);
  const write = async (text: string) => {
    const bytes = new TextEncoder().encode(text);
    for (let at = 0; at < bytes.length;) at += await file.write(bytes.subarray(at));
  };
  await write(CSV_HEADER);
  let price = 30_000;
  for (let from = 0; from < BARS; from += PIECE) {
    const columns = emptyColumns(PIECE);
    for (let i = 0; i < PIECE; i++) {
      const close = cents(price * (1 + (unit() - 0.5) * 0.002));
      columns.time[i] = START + (from + i) * MINUTE;
      columns.open[i] = price;
      columns.high[i] = cents(Math.max(price, close) + unit() * 8);
      columns.low[i] = cents(Math.min(price, close) - unit() * 8);
      columns.close[i] = close;
      columns.volume[i] = cents(unit() * 50);
      price = close;
    }
    await write(csvRows(columns));
  }
}
