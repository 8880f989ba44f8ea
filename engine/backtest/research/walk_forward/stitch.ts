import type { WholeRecord } from "../../statistics/mod.ts";

/**
 * Runs that follow one another on one account, as one run: each begins with the cash that the one before
 * left. The benchmark goes on from where it was, less the first bar of each.
 */
export function stitched(records: readonly WholeRecord[]): WholeRecord {
  const [first] = records;
  if (!first) throw new RangeError("Cannot stitch: there is no record");
  const sum = (of: (record: WholeRecord) => number) =>
    records.reduce((all, one) => all + of(one), 0);
  return {
    columns: {
      time: joined(records.map(({ columns }) => columns.time)),
      equity: joined(records.map(({ columns }) => columns.equity)),
      benchmark: chained(records.map(({ columns }) => columns.benchmark)),
    },
    inMarket: {
      bars: sum(({ inMarket }) => inMarket.bars),
      exposure: sum(({ inMarket }) => inMarket.exposure),
    },
    trades: records.flatMap(({ trades }) => trades),
    initialCash: first.initialCash,
    barMs: first.barMs,
    tradedNotional: sum(({ tradedNotional }) => tradedNotional),
    fees: sum(({ fees }) => fees),
    funding: sum(({ funding }) => funding),
  };
}

function joined(parts: readonly ArrayLike<number>[]): Float64Array {
  const all = new Float64Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function chained(parts: readonly (Float64Array | null)[]): Float64Array | null {
  const scaled: Float64Array[] = [];
  let factor = 1;
  for (const part of parts) {
    if (part === null) return null;
    const from = factor / (part.at(0) ?? 1);
    scaled.push(part.map((value) => value * from));
    factor = scaled.at(-1)!.at(-1) ?? factor;
  }
  return joined(scaled);
}
