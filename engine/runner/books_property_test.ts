/** Laws of the books that have to hold for every sequence of bars and decisions. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { EngineEvent } from "../domain/mod.ts";
import type { ManageIntent } from "../strategy/mod.ts";
import { type Bar, type Script, scripted } from "../../tests/support/scripted.ts";

const SYMBOLS = ["BTCUSDT", "DOGEUSDT", "AAPL", "EURUSD"];

/** A bar in units of 0.01 around the last close; turned into prices below. */
const bars = fc.array(
  fc.record({
    gap: fc.integer({ min: -30, max: 30 }),
    up: fc.integer({ min: 0, max: 50 }),
    down: fc.integer({ min: 0, max: 50 }),
    end: fc.integer({ min: 0, max: 100 }),
  }),
  { minLength: 20, maxLength: 120 },
);
const decisions = fc.array(fc.integer({ min: 0, max: 11 }), { minLength: 120, maxLength: 120 });

function toBars(steps: { gap: number; up: number; down: number; end: number }[], base: number) {
  let close = base;
  const unit = base / 1_000;
  return steps.map(({ gap, up, down, end }): Bar => {
    const open = Math.max(unit * 10, close + gap * unit);
    const high = open + up * unit;
    const low = Math.max(unit, open - down * unit);
    close = low + (high - low) * end / 100;
    return [open, high, low, close];
  });
}

function script(choices: readonly number[], closes: readonly number[]): Script {
  const at = (bar: number) => choices[bar] ?? 0;
  const manage = (bar: number): ManageIntent | null => {
    const price = closes[bar] ?? 1;
    switch (at(bar)) {
      case 1:
        return { action: "EXIT" };
      case 2:
        return { action: "REVERSE" };
      case 3:
        return { action: "UPDATE_STOPS", stopLoss: price * 0.99 };
      case 4:
        return { action: "UPDATE_STOPS", takeProfit: price * 1.01, stopLoss: null };
      default:
        return null;
    }
  };
  return {
    detect: (bar) => at(bar) >= 5,
    filter: (bar) => {
      const price = closes[bar] ?? 1;
      if (at(bar) === 11) return { action: "CANCEL" };
      const long = at(bar) % 2 === 0;
      return {
        action: "ENTER",
        side: long ? "LONG" : "SHORT",
        order: "MARKET",
        stopLoss: price * (long ? 0.98 : 1.02),
        takeProfit: price * (long ? 1.03 : 0.97),
      };
    },
    manage,
  };
}

const trades = (events: readonly EngineEvent[]) =>
  events.flatMap((event) => event.type === "POSITION_CLOSED" ? [event.trade] : []);

Deno.test("cash and position make the equity, and trades make the profit, to the last unit", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SYMBOLS),
      bars,
      decisions,
      fc.integer({ min: 0, max: 30 }),
      (symbol, steps, choices, spreadBps) => {
        const rows = toBars(steps, symbol === "EURUSD" ? 1 : 100);
        const bench = scripted(
          script(choices, rows.map((bar) => bar[3])),
          { spreadBps },
          symbol,
        );
        const { desk } = bench.runner;
        for (const bar of rows) {
          bench.feed([bar]);
          const { books } = desk;
          const { account, position } = books;
          const mark = books.markTicks(bar[3], NaN, NaN);
          const openFees = position?.entryFeeLeft ?? 0;
          const unrealized = position?.unrealized(mark) ?? 0;
          // In whole money units, so equal means equal.
          assert.equal(
            books.equity(mark),
            account.initial + account.realized + unrealized - openFees,
          );
          assert.ok(Number.isSafeInteger(account.cash));
        }
        const { scale } = desk.books;
        const sum = trades(bench.events).reduce(
          (total, trade) => total + Math.round(trade.pnl / scale.toMoney(1)),
          0,
        );
        assert.equal(sum, desk.books.account.realized);
      },
    ),
    { numRuns: 200 },
  );
});

Deno.test("events count up by one and no time runs backwards", () => {
  fc.assert(
    fc.property(bars, decisions, (steps, choices) => {
      const rows = toBars(steps, 100);
      const bench = scripted(script(choices, rows.map((bar) => bar[3])));
      bench.feed(rows);
      let time = 0;
      bench.events.forEach((event, i) => {
        assert.equal(event.sequence, i + 1);
        assert.ok(event.time >= time);
        time = event.time;
      });
    }),
    { numRuns: 100 },
  );
});

Deno.test("the same bars and decisions give the same events, however they are cut up", () => {
  fc.assert(
    fc.property(bars, decisions, fc.integer({ min: 1, max: 19 }), (steps, choices, cut) => {
      const rows = toBars(steps, 100);
      const closes = rows.map((bar) => bar[3]);
      const whole = scripted(script(choices, closes));
      whole.feed(rows);
      const parts = scripted(script(choices, closes));
      parts.feed(rows.slice(0, cut));
      parts.feed(rows.slice(cut));
      assert.deepEqual(parts.events, whole.events);
    }),
    { numRuns: 100 },
  );
});
