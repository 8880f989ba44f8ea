import assert from "node:assert/strict";
import { requestOf, viewOf } from "../testing.ts";
import { KellyFraction, kellyShare } from "./kelly.ts";

const record = (wins: number, won: number, losses: number, lost: number) => ({
  trades: wins + losses,
  wins,
  losses,
  won,
  lost,
});

Deno.test("Kelly's share of a coin that pays is what his paper says", () => {
  // Even pay, 60 % wins: f = 2p − 1 = 0.2. W = 0.6, R = 1: 0.6 − 0.4 ÷ 1.
  assert.ok(Math.abs(kellyShare(record(6, 600, 4, 400)) - 0.2) < 1e-15);
  // W = 0.4, R = 30 ÷ 10 = 3: 0.4 − 0.6 ÷ 3 = 0.2.
  assert.ok(Math.abs(kellyShare(record(4, 120, 6, 60)) - 0.2) < 1e-15);
  assert.equal(kellyShare(record(5, 500, 5, 500)), 0);
  assert.equal(kellyShare(record(5, 500, 0, 0)), 1);
  assert.equal(kellyShare(record(0, 0, 5, 500)), -Infinity);
  assert.equal(kellyShare(record(0, 0, 0, 0)), 0);
});

Deno.test("the order takes Kelly's share, at most the cap", () => {
  // 0.2 of 10,000 at 100 is 20; capped at 0.1 it is 10.
  const view = viewOf({ record: record(6, 600, 4, 400) });
  assert.equal(new KellyFraction(0.5, 10).lots(requestOf(), view), 20);
  assert.equal(new KellyFraction(0.1, 10).lots(requestOf(), view), 10);
});

Deno.test("until there are enough trades the order takes the cap", () => {
  const nine = viewOf({ record: record(0, 0, 9, 900) });
  assert.equal(new KellyFraction(0.1, 10).lots(requestOf(), nine), 10);
});

Deno.test("trades of exactly 0 count as trades and for neither side", () => {
  // Ten trades: 6 won, 2 lost, 2 came to 0. W = 6 ÷ 8, R = 1: 0.75 − 0.25 = 0.5.
  const view = viewOf({ record: { trades: 10, wins: 6, losses: 2, won: 60, lost: 20 } });
  assert.equal(new KellyFraction(1, 10).lots(requestOf(), view), 50);
});

Deno.test("a record that does not pay is not traded on", () => {
  // W = 0.4, R = 10 ÷ 10 = 1: 0.4 − 0.6 = −0.2.
  const view = viewOf({ record: record(4, 40, 6, 60) });
  assert.deepEqual(new KellyFraction(0.25, 10).lots(requestOf(), view), {
    code: "KELLY_NOT_POSITIVE",
    reason: "Kelly's share of the equity is not above 0: 4 trades won 10 on average, " +
      "6 trades lost 10",
  });
  const none = viewOf({ record: record(0, 0, 10, 60) });
  assert.deepEqual(new KellyFraction(0.25, 10).lots(requestOf(), none), {
    code: "KELLY_NOT_POSITIVE",
    reason: "Kelly's share of the equity is not above 0: 0 trades won 0 on average, " +
      "10 trades lost 6",
  });
});
