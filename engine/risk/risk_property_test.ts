/** Laws that have to hold for whatever is asked of risk; amounts are checked as fractions of integers. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { RiskSettings, SizingSettings } from "../domain/mod.ts";
import { freeMargin, marginNeeded } from "./margin.ts";
import { Risk } from "./risk.ts";
import type { EntryRequest, RiskView } from "./rule.ts";
import { sizingOf } from "./sizing/mod.ts";
import { lotsOf, requestOf, settingsOf, ticksOf, UNIT_INSTRUMENT, viewOf } from "./testing.ts";

const RUNS = { numRuns: 3_000 };
const whole = (max: number, min = 0) => fc.integer({ min, max });
/** A fraction in basis points, so that the test can count it exactly. */
const share = (max = 30_000) => whole(max, 1).map((bps) => bps / 10_000);
const limit = (value: fc.Arbitrary<number>) => fc.option(value, { nil: null, freq: 1 });
/** A part of something, so that figures suit each other often enough for orders to pass. */
const part = (most = 1) => fc.double({ min: 0, max: most, noNaN: true });

/** True when `amount ≤ fraction × of`, exactly, for a fraction in whole basis points. */
function isWithin(amount: number, fraction: number, of: number): boolean {
  return BigInt(amount) * 10_000n <= BigInt(Math.round(fraction * 10_000)) * BigInt(of);
}

const sizings: fc.Arbitrary<SizingSettings> = fc.oneof(
  whole(10_000, 1).map((quantity) => ({ method: "FIXED" as const, quantity })),
  share().map((fraction) => ({ method: "EQUITY" as const, fraction })),
  share().map((fraction) => ({ method: "RISK" as const, fraction })),
  share().map((annual) => ({ method: "VOLATILITY" as const, annual, bars: 20 })),
  share().map((cap) => ({ method: "KELLY" as const, cap, minTrades: 20 })),
);

const settings: fc.Arbitrary<RiskSettings> = fc.record({
  sizing: sizings,
  maxPosition: limit(share()),
  maxExposure: limit(share()),
  maxOpenPositions: limit(whole(4)),
  priceCollar: limit(share()),
}).map(settingsOf);

const engines = fc.record({
  limits: fc.record({
    maxOpenPositions: limit(whole(8)),
    maxExposure: limit(whole(1e10)),
    maxSymbolExposure: limit(whole(1e10)),
  }),
  elsewhere: fc.record({
    openPositions: whole(8),
    byCurrency: fc.record({ USDT: whole(1e9) }),
    bySymbol: fc.record({ TEST: whole(1e9) }),
  }),
});

const records = fc.record({ wins: whole(40), losses: whole(40), won: whole(1e6), lost: whole(1e6) })
  .map((record) => ({ ...record, trades: record.wins + record.losses }));

const views: fc.Arbitrary<RiskView> = fc.record({
  settings,
  engine: engines,
  record: records,
  leverage: fc.constantFrom(1, 1.5, 2, 20),
  ticks: whole(1e6, 1),
  marketTicks: part(2),
  equity: whole(3e9),
  marginUsed: part(1.1),
  positionNotional: fc.oneof(fc.constant(0), part()),
  exposure: part(2),
  otherPositions: whole(4),
  feeBps: fc.constantFrom(0, 7, 10, 100),
  volatility: share(),
  instrument: fc.record({
    minQuantity: whole(3),
    maxQuantity: fc.oneof(fc.constant(0), whole(1e6)),
    minNotional: whole(1e4),
  })
    .map((terms) => ({ ...UNIT_INSTRUMENT, ...terms })),
}).map((parts) =>
  viewOf({
    ...parts,
    marketTicks: Math.ceil(parts.marketTicks * parts.ticks),
    marginUsed: Math.floor(parts.marginUsed * parts.equity),
    positionNotional: Math.floor(parts.positionNotional * parts.equity),
    exposure: Math.floor(parts.exposure * parts.equity),
  })
);

const requests: fc.Arbitrary<(view: RiskView) => EntryRequest> = fc.record({
  quantity: fc.option(fc.oneof(whole(1e3), whole(1e5), fc.double()), { nil: undefined }),
  side: fc.constantFrom("LONG" as const, "SHORT" as const),
  stopAt: limit(whole(1_990, 10)),
}).map(({ stopAt, ...rest }) => ({ ticks }) => {
  const stopTicks = stopAt === null ? null : ticksOf(Math.round(ticks * stopAt / 1_000));
  return requestOf({ ...rest, stopTicks });
});

Deno.test("an approved order exceeds no limit", () => {
  let approved = 0;
  fc.assert(
    fc.property(views, requests, (view, ask) => {
      const verdict = new Risk(view.settings).assess(ask(view), view);
      if (!verdict.approved) return;
      approved++;
      const { lots } = verdict;
      const { settings, account, instrument, engine, ticks, marketTicks } = view;
      const worth = lots * ticks;
      assert.ok(Number.isSafeInteger(lots) && lots >= 1 && lots >= instrument.minQuantity);
      assert.ok(instrument.maxQuantity === 0 || lots <= instrument.maxQuantity);
      assert.ok(worth >= instrument.minNotional);
      // worth ÷ leverage + fee + held ≤ equity, times twice the leverage.
      const halves = BigInt(view.leverage * 2);
      const left = BigInt(account.equity - account.marginUsed - view.fee(lots));
      assert.ok(BigInt(worth) * 2n <= left * halves);
      const { maxPosition, maxExposure, priceCollar } = settings;
      const within = (amount: number, fraction: number | null, of: number) =>
        assert.ok(fraction === null || isWithin(amount, fraction, of));
      within(account.positionNotional + worth, maxPosition, account.equity);
      within(account.exposure + worth, maxExposure, account.equity);
      within(Math.abs(ticks - marketTicks), priceCollar, marketTicks);
      const opens = account.positionNotional === 0 ? 1 : 0;
      const most = (amount: number, limit: number | null) =>
        assert.ok(limit === null || amount <= limit);
      const { limits, elsewhere } = engine;
      if (opens) {
        most(account.otherPositions + 1, settings.maxOpenPositions);
        most(elsewhere.openPositions + account.otherPositions + 1, limits.maxOpenPositions);
      }
      most(elsewhere.byCurrency.USDT! + account.exposure + worth, limits.maxExposure);
      most(
        elsewhere.bySymbol.TEST! + account.positionNotional + worth,
        limits.maxSymbolExposure,
      );
    }),
    RUNS,
  );
  // A property that never gets as far says nothing.
  assert.ok(approved > 500, `only ${approved} of ${RUNS.numRuns} orders were approved`);
});

Deno.test("a sizing keeps within its budget and the free margin, and leaves no step of it unused", () => {
  fc.assert(
    fc.property(views, requests, (view, ask) => {
      const sizing = view.settings.sizing;
      const request = ask(view);
      const lots = sizingOf(sizing).lots(request, view);
      if (typeof lots !== "number" || sizing.method === "FIXED") return;
      const { equity } = view.account;
      const isPaid = (some: number) =>
        some === 0 || marginNeeded(lotsOf(some), view) <= freeMargin(view);
      const isInBudget = (some: number) => {
        const cost = some * view.ticks + view.fee(lotsOf(some));
        if (sizing.method === "EQUITY") return isWithin(cost, sizing.fraction, equity);
        if (sizing.method === "KELLY") return isWithin(cost, sizing.cap, equity);
        if (sizing.method === "RISK") {
          const lost = Math.abs(view.ticks - request.stopTicks!) * some;
          return isWithin(lost, sizing.fraction, equity);
        }
        const sigma = BigInt(Math.round(view.annualVolatility(sizing.bars) * 10_000));
        const target = BigInt(Math.round(sizing.annual * 10_000));
        return BigInt(some * view.ticks) * sigma <= target * BigInt(equity);
      };
      assert.ok(Number.isSafeInteger(lots) && lots >= 0);
      assert.ok(isPaid(lots) && isInBudget(lots));
      // Kelly's share may be below the cap.
      if (sizing.method !== "KELLY") assert.ok(!isPaid(lots + 1) || !isInBudget(lots + 1));
    }),
    RUNS,
  );
});

Deno.test("whatever comes in, a size is a whole number or a denial, and a verdict has its reason", () => {
  const odd = fc.oneof(
    fc.constantFrom(NaN, Infinity, -Infinity, 0, -0, -1, 1e308, 5e-324, 2 ** 53),
    fc.double(),
  );
  const odds = { equity: odd, marginUsed: odd, ticks: odd, marketTicks: odd, volatility: odd };
  const record = fc.record({ trades: odd, wins: odd, losses: odd, won: odd, lost: odd });
  const request = fc.record({ quantity: fc.option(odd, { nil: undefined }), stop: limit(odd) });
  fc.assert(
    fc.property(fc.record({ settings, record, ...odds }), request, (parts, { quantity, stop }) => {
      const view = viewOf(parts);
      const asked = requestOf({ quantity, stopTicks: stop === null ? null : ticksOf(stop) });
      const lots = sizingOf(parts.settings.sizing).lots(asked, view);
      assert.ok(typeof lots === "number" ? Number.isInteger(lots) && lots >= 0 : lots.reason);
      const verdict = new Risk(parts.settings).assess(asked, view);
      assert.ok(verdict.approved ? verdict.lots >= 1 : /^[A-Z_]+$/.test(verdict.denial.code));
    }),
    RUNS,
  );
});
