import {
  DEFAULT_RISK,
  type Instrument,
  RowKind,
  RowWriter,
  runnerId,
  simpleExecution,
  type StrategyFaultCode,
} from "../domain/mod.ts";
import type { ParameterValues, StrategyHost, StrategySource } from "../strategy/mod.ts";
import { Runner } from "./runner.ts";
import { MarketSeries } from "./series.ts";

/** Bars of a rehearsal: enough for the usual indicators to be warm and a trade or two. */
export const REHEARSAL_BARS = 96;

/**
 * What a bar of the rehearsal may take on average, in milliseconds, before the strategy counts as
 * costly though it stays within its budgets: a hundred times the usual, so that a busy machine
 * condemns nobody.
 */
export const MAX_REHEARSAL_BAR_MS = 3;

/** Faults that keep the other runners of a shard waiting. */
const COSTLY: ReadonlySet<StrategyFaultCode> = new Set([
  "INSTRUCTION_LIMIT",
  "TIME_LIMIT",
  "MEMORY_LIMIT",
  "PATTERN_LIMIT",
]);

/** True for a fault that means a whole budget was used up. */
export function isCostly(code: StrategyFaultCode): boolean {
  return COSTLY.has(code);
}

const MINUTE = 60_000;

/** A market that rises and falls in waves, so that most strategies find something to do. */
function waves(instrument: Instrument): Float64Array {
  const writer = new RowWriter();
  const base = instrument.simulation.price;
  const price = (bar: number) => base * (1 + 0.02 * Math.sin(bar / 7) + 0.01 * Math.sin(bar / 2));
  for (let bar = 0; bar < REHEARSAL_BARS; bar++) {
    const time = bar * MINUTE;
    const open = price(bar);
    const close = price(bar + 1);
    const high = Math.max(open, close) * 1.001;
    const low = Math.min(open, close) * 0.999;
    writer.write(RowKind.OPEN, time, time, open, open, open, open, 0, NaN, NaN);
    const end = time + MINUTE;
    writer.write(RowKind.CLOSE, end, time, open, high, low, close, 1 + bar % 5, NaN, NaN);
  }
  return writer.take();
}

/**
 * Runs a strategy over a made-up market to see whether it uses up its budgets, or too much time.
 *
 * @param now milliseconds of a clock; says where a strategy is put, never what it decides
 * @returns true for one that is better kept apart from runners that are quick
 * @throws StrategyFault when it cannot be loaded
 */
export async function isCostlyStrategy(
  host: StrategyHost,
  source: StrategySource,
  parameters: ParameterValues,
  instrument: Instrument,
  now: () => number,
): Promise<boolean> {
  const series = new MarketSeries(instrument, "1m", 64);
  let costly = false;
  const settings = {
    id: runnerId("rehearsal"),
    instrument,
    cash: instrument.simulation.price * 10,
    execution: simpleExecution(0, 0),
    risk: DEFAULT_RISK,
    decideOn: "CANDLE" as const,
  };
  const runner = new Runner(
    settings,
    series,
    {
      event(event) {
        if (event.type !== "STRATEGY_ERROR" || !isCostly(event.code)) return;
        costly = true;
        // Once is enough to know.
        series.leave(runner);
      },
    },
    0,
    0,
  );
  runner.use(await host.load(source, parameters, runner.scope()));
  series.join(runner);
  const rows = waves(instrument);
  const started = now();
  series.apply(rows);
  const barMs = (now() - started) / REHEARSAL_BARS;
  runner.close();
  return costly || barMs > MAX_REHEARSAL_BAR_MS;
}
