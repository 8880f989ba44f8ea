import { deepEqual } from "node:assert/strict";
import { type RunnerExposure, sumExposure } from "./exposure.ts";
import { accountId, runnerId } from "./ids.ts";
import { NO_EXPOSURE } from "./risk_settings.ts";

function holding(id: string, notional: number, changes: Partial<RunnerExposure> = {}) {
  return {
    runnerId: runnerId(id),
    symbol: "BTCUSDT",
    currency: "USDT",
    account: null,
    notional,
    isOpen: notional > 0,
    ...changes,
  };
}

Deno.test("sumExposure() adds up by symbol and by currency", () => {
  const runners = [
    holding("r1", 1_000),
    holding("r2", 500, { symbol: "ETHUSDT" }),
    holding("r3", 250),
    holding("r4", 100, { symbol: "AAPL", currency: "USD" }),
    holding("r5", 0),
  ];
  const sum = sumExposure(runners, NO_EXPOSURE);
  deepEqual(sum, {
    openPositions: 4,
    byCurrency: { USDT: 1_750, USD: 100 },
    bySymbol: { BTCUSDT: 1_250, ETHUSDT: 500, AAPL: 100 },
  });
  deepEqual(sumExposure([holding("r6", 50)], sum), {
    openPositions: 5,
    byCurrency: { USDT: 1_800, USD: 100 },
    bySymbol: { BTCUSDT: 1_300, ETHUSDT: 500, AAPL: 100 },
  });
  deepEqual(NO_EXPOSURE, { openPositions: 0, byCurrency: {}, bySymbol: {} });
});

Deno.test("sumExposure() counts runners of one's own account by symbol only", () => {
  const account = accountId("a1");
  const runners = [holding("r1", 1_000, { account }), holding("r2", 500)];
  deepEqual(sumExposure(runners, NO_EXPOSURE, account), {
    openPositions: 1,
    byCurrency: { USDT: 500 },
    bySymbol: { BTCUSDT: 1_500 },
  });
});
