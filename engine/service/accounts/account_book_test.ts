import { deepEqual } from "node:assert/strict";
import type { Holding } from "../../broker/mod.ts";
import { type FormerHolding, type Instrument, NO_ACCOUNT_LIMITS } from "../../domain/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import type { AccountRecord } from "../../store/store.ts";
import * as sample from "../../../tests/contracts/store_samples.ts";
import { RunnerEntry } from "../fleet/runner_entry.ts";
import { accountBooks, withFormer } from "./account_book.ts";

const RECORD: AccountRecord = { ...sample.account("a1"), cash: 1_000, limits: NO_ACCOUNT_LIMITS };

function member(id: string, instrument: Instrument, holding: Partial<Holding>): RunnerEntry {
  const description = {
    name: "x",
    language: "lua" as const,
    path: "x.lua",
    description: "",
    parameters: [],
    constraints: [],
    error: null,
  };
  const record = sample.record(id, { symbol: instrument.code, account: RECORD.id });
  const entry = new RunnerEntry(record, instrument, description, null, 0);
  entry.holds({ runnerId: record.id, holding: { ...NOTHING, ...holding }, openOrders: 0 });
  return entry;
}

const NOTHING: Holding = {
  cash: 0,
  value: 0,
  realized: 0,
  unrealized: 0,
  fees: 0,
  funding: 0,
  margin: 0,
  maintenance: 0,
  exposure: 0,
  isOpen: false,
};

Deno.test("accountBooks() adds up what runners count in different units, exactly", () => {
  // BTCUSDT is counted in 0.01 × 0.00001 = 0.0000001, the other in 0.00001 × 1.
  const btc = requireInstrument("BTCUSDT");
  const doge = { ...requireInstrument("DOGEUSDT"), priceStep: 0.00001, quantityStep: 1 };
  const books = accountBooks({ ...RECORD, former: [] }, [
    // Bought 2 at 100 for a fee of 0.2, now 101: −200.2 of cash, 202 of value.
    member("r1", btc, {
      cash: -2_002_000_000,
      value: 2_020_000_000,
      unrealized: 20_000_000,
      fees: 2_000_000,
      margin: 2_020_000_000,
    }),
    member("r2", doge, { cash: 3_000_000, realized: 3_000_000, fees: 300_000 }),
  ]);
  deepEqual(books, {
    id: RECORD.id,
    initialCash: 1_000,
    cash: 829.8,
    equity: 1_031.8,
    realizedPnl: 30,
    unrealizedPnl: 2,
    fees: 3.2,
    funding: 0,
    currency: "USDT",
    leverage: 1,
    marginUsed: 202,
    marginAvailable: 829.8,
  });
});

const left = (changes: Partial<FormerHolding> = {}): FormerHolding => ({
  priceStep: 0.01,
  quantityStep: 0.001,
  cash: 500,
  realized: 500,
  fees: 20,
  funding: -1,
  ...changes,
});

Deno.test("withFormer() keeps what was counted in the same steps as one, as long as that is exact", () => {
  const other = left({ priceStep: 0.1 });
  deepEqual(withFormer([], left()), [left()]);
  deepEqual(withFormer([left()], other), [left(), other]);
  deepEqual(withFormer([left(), other], left({ cash: -100, realized: -120 })), [
    left({ cash: 400, realized: 380, fees: 40, funding: -2 }),
    other,
  ]);
  const huge = left({ cash: Number.MAX_SAFE_INTEGER });
  deepEqual(withFormer([huge], left()), [huge, left()]);
  // 0.01 × 0.001 a unit: 1,000 and 400 of them.
  const books = accountBooks(
    { ...RECORD, former: [left({ cash: 1_000 }), left({ cash: 400 })] },
    [],
  );
  deepEqual([books.cash, books.equity, books.fees], [1_000.014, 1_000.014, 0.0004]);
});
