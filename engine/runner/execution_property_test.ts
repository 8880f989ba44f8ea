/** What holds for every order, fill and account, whatever a strategy does and however the price goes. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { inUnits } from "../broker/mod.ts";
import { type CandleColumns, type EngineEvent, ROW_WIDTH, Scale } from "../domain/mod.ts";
import { Audit } from "../../tests/support/audit.ts";
import {
  MARKETS,
  type Trading,
  tradingOf,
  type TradingPlan,
  tradingPlan,
} from "../../tests/support/random_trading.ts";
import { act, type UserAction, userAction } from "../../tests/support/random_users.ts";
import {
  type AnyBar,
  type Bar,
  type Bench,
  type FullBar,
  MINUTE,
  rowsOf,
  scripted,
  START,
} from "../../tests/support/scripted.ts";
import { sharedAccount, sharing } from "../../tests/support/shared_bench.ts";

const prices = (bar: AnyBar): Bar => "prices" in bar ? bar.prices : bar;

const benchOf = ({ script, settings, symbol }: Trading): Bench =>
  scripted(script, settings, symbol);

/** A bar as it comes, too late to act on, or from its half on. */
function deliver(bench: Bench, bar: AnyBar, how: UserAction["kind"] | undefined): void {
  if (how === "MISS_NEXT") return bench.row("MISSED", 60, bar);
  if (how !== "JOIN_NEXT_MIDWAY") return bench.feed([bar]);
  const [open, high] = prices(bar);
  bench.row("RESUME", 30, [open, high, open, high]);
  bench.row("CLOSE", 60, bar);
}

/** All events of a scenario that nothing interrupts. */
function eventsOf(trading: Trading): readonly EngineEvent[] {
  const bench = benchOf(trading);
  bench.series.apply(rowsOf(trading.bars, START, MINUTE));
  return bench.events;
}

Deno.test("books, orders and states hold after every row, whatever is traded", () => {
  fc.assert(
    fc.property(tradingPlan, (plan) => {
      const trading = tradingOf(plan);
      const bench = benchOf(trading);
      const audit = new Audit(bench);
      trading.bars.forEach((bar, n) => {
        const rows = rowsOf([bar], START + n * MINUTE, MINUTE);
        for (let i = 0; i < rows.length; i += ROW_WIDTH) {
          bench.series.apply(rows.subarray(i, i + ROW_WIDTH));
          audit.check(prices(bar));
        }
      });
    }),
    { numRuns: 1_000 },
  );
});

Deno.test("no candle is traded beyond its share, neither in it nor at the open after it", () => {
  const plans = tradingPlan.map((plan) => ({
    ...plan,
    steps: plan.steps.map((step) => ({ ...step, finer: false })),
    settings: {
      ...plan.settings,
      volumeShare: 0.05 as const,
      latency: { model: "NONE" as const },
      decideOn: "CANDLE" as const,
      // What a limit closes within a candle goes by the one before.
      limits: {},
    },
  }));
  fc.assert(
    fc.property(plans, (plan) => {
      const trading = tradingOf(plan);
      const { scale } = benchOf(trading).runner.desk.books;
      const traded = new Map<number, number>();
      for (const event of eventsOf(trading)) {
        // The broker closes what has no margin whatever is traded.
        if (!("fill" in event) || event.order.purpose === "LIQUIDATION") continue;
        const lots = scale.lotsDown(event.fill.quantity);
        traded.set(event.time, (traded.get(event.time) ?? 0) + lots);
      }
      trading.bars.forEach((bar, n) => {
        const volume = "prices" in bar ? bar.volume! : NaN;
        // Both a candle's end and the next one's open are this moment.
        const lots = traded.get(START + (n + 1) * MINUTE) ?? 0;
        assert.ok(
          scale.toQuantity(lots) <= volume * 0.05 * (1 + 1e-9),
          `${lots} lots of ${volume}`,
        );
      });
    }),
    { numRuns: 500 },
  );
});

Deno.test("they hold whatever users do between bars, and whatever the feed misses", () => {
  const actions = fc.array(userAction, { minLength: 90, maxLength: 90 });
  fc.assert(
    fc.property(tradingPlan, actions, (plan, actions) => {
      const trading = tradingOf(plan);
      const bench = benchOf(trading);
      const audit = new Audit(bench);
      trading.bars.forEach((bar, n) => {
        deliver(bench, bar, actions[n - 1]?.kind);
        audit.check(prices(bar));
        act(bench, actions[n]!);
        audit.check(prices(bar));
      });
    }),
    { numRuns: 500 },
  );
});

Deno.test("the same scenario has the same events, however its stream is cut up", () => {
  fc.assert(
    fc.property(tradingPlan, fc.array(fc.nat({ max: 500 })), (plan, cuts) => {
      const trading = tradingOf(plan);
      const rows = rowsOf(trading.bars, START, MINUTE);
      const bench = benchOf(trading);
      const ends = cuts.map((cut) => cut * ROW_WIDTH).filter((end) => end < rows.length);
      let from = 0;
      for (const to of [...ends.toSorted((a, b) => a - b), rows.length]) {
        bench.series.apply(rows.subarray(from, to));
        from = to;
      }
      assert.deepEqual(bench.events, eventsOf(trading));
    }),
    { numRuns: 200 },
  );
});

Deno.test("the same scenario has the same events, whenever the runner is restarted", () => {
  fc.assert(
    fc.property(tradingPlan, fc.array(fc.boolean(), { maxLength: 90 }), (plan, restarts) => {
      const trading = tradingOf(plan);
      let bench = benchOf(trading);
      const events: EngineEvent[] = [];
      trading.bars.forEach((bar, n) => {
        bench.feed([bar]);
        events.push(...bench.events.splice(0));
        if (restarts[n]) bench = bench.restarted();
      });
      assert.deepEqual(events, eventsOf(trading));
    }),
    { numRuns: 200 },
  );
});

/** The bars as a file has them: prices and volume, no quote and nothing of the way within. */
function plainBars(bars: readonly AnyBar[]): FullBar[] {
  return bars.map((bar) => ({
    prices: prices(bar),
    volume: "prices" in bar ? bar.volume ?? 1 : 1,
  }));
}

function columnsOf(bars: readonly FullBar[]): CandleColumns {
  const column = (of: (bar: FullBar, n: number) => number) => Float64Array.from(bars, of);
  return {
    time: column((_, n) => START + n * MINUTE),
    open: column(({ prices }) => prices[0]),
    high: column(({ prices }) => prices[1]),
    low: column(({ prices }) => prices[2]),
    close: column(({ prices }) => prices[3]),
    volume: column(({ volume }) => volume!),
  };
}

Deno.test("bars that come whole have the same events as rows that tell their open and their end", () => {
  fc.assert(
    fc.property(tradingPlan, (plan) => {
      const trading = tradingOf(plan);
      const bars = plainBars(trading.bars);
      const byRows = benchOf(trading);
      byRows.series.apply(rowsOf(bars, START, MINUTE));
      const whole = benchOf(trading);
      whole.series.applyBars(columnsOf(bars), 0, bars.length);
      assert.deepEqual(whole.events, byRows.events);
      assert.deepEqual(whole.runner.toData(), byRows.runner.toData());
    }),
    { numRuns: 1_000 },
  );
});

// Shared accounts.

/** In units of 10^-7, which all amounts of these symbols are whole multiples of. */
const FINEST = 1e-7;
const CASH = 10_000;

/** Cash and worth of an account's runners, from their own fills alone. */
function sumsOf(benches: readonly Bench[], audits: readonly Audit[]) {
  let cash = Math.round(CASH / FINEST);
  let equity = cash;
  audits.forEach(({ cash: own, position }, i) => {
    const { books } = benches[i]!.runner.desk;
    const { price, bid, ask } = benches[i]!.series;
    const unit = Math.round(books.scale.toMoney(1) / FINEST);
    cash += own * unit;
    equity += (own + position * books.markTicks(price, bid, ask)) * unit;
  });
  return { cash, equity };
}

/** The first trades the symbol with the finest money, so that it sees sums unrounded. */
function sharers(plans: readonly TradingPlan[]): Trading[] {
  return plans.map((plan, i) => {
    const [finest] = MARKETS;
    const { market, ...others } = plan.settings;
    return tradingOf({ ...plan, settings: { ...others, market: i === 0 ? finest : market } });
  });
}

Deno.test("a shared account is the exact sum of its runners, after every bar", () => {
  fc.assert(
    fc.property(fc.array(tradingPlan, { minLength: 2, maxLength: 4 }), (plans) => {
      const members = sharers(plans);
      const benches = sharing(members, CASH);
      const audits = benches.map((bench) => new Audit(bench));
      const bars = Math.min(...members.map((member) => member.bars.length));
      for (let n = 0; n < bars; n++) {
        audits.forEach((audit, i) => {
          const bar = members[i]!.bars[n]!;
          benches[i]!.feed([bar]);
          audit.check(prices(bar));
        });
        const { runner, series } = benches[0]!;
        const view = runner.desk.accounts.accountView(series.price, series.bid, series.ask);
        const { cash, equity } = sumsOf(benches, audits);
        assert.equal(Math.round(view.cash / FINEST), cash);
        assert.equal(Math.round(view.equity / FINEST), equity);
      }
    }),
    { numRuns: 200 },
  );
});

Deno.test("a shared account looks again at all that has changed, whatever users do meanwhile", () => {
  const plans = fc.array(tradingPlan, { minLength: 2, maxLength: 3 });
  const actions = fc.array(userAction, { minLength: 90, maxLength: 90 });
  const scale = new Scale(1e-9, 1e-9);
  fc.assert(
    fc.property(plans, actions, (plans, actions) => {
      const members = plans.map(tradingOf);
      const { account, benches } = sharedAccount(members, CASH);
      // Somebody who holds nothing sees what all others do.
      const seen = account.shareOf(() => ({ scale, holding: () => benches[0]!.runner.holding() }));
      const check = () => {
        const { cash, value, margin, maintenance, exposure } = account.totals();
        assert.equal(seen.equity(scale), inUnits(cash + value, scale, false));
        assert.equal(seen.cash(scale), inUnits(cash, scale, false));
        assert.equal(seen.margin(scale), inUnits(margin, scale, true));
        assert.equal(seen.maintenance(scale), inUnits(maintenance, scale, true));
        assert.equal(seen.exposure(scale), inUnits(exposure, scale, true));
        const open = benches.filter(({ runner }) => runner.holding().isOpen).length;
        assert.equal(seen.positions(), open);
      };
      const bars = Math.min(...members.map((member) => member.bars.length));
      for (let n = 0; n < bars; n++) {
        benches.forEach((bench, i) => {
          bench.feed([members[i]!.bars[n]!]);
          check();
          act(bench, actions[(n + i) % actions.length]!);
          check();
        });
      }
    }),
    { numRuns: 200 },
  );
});
