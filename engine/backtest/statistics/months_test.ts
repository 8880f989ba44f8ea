import assert from "node:assert/strict";
import { monthFigures } from "./months.ts";
import { periodicReturns } from "./periods.ts";
import { DAY, near, recordOf, tradeOf } from "./testing.ts";

const start = Date.UTC(2024, 0, 1);

Deno.test("days from January to March by hand", () => {
  // 31 days of January at 110, 29 of February at 99, one of March at 198.
  const equity = [...Array(31).fill(110), ...Array(29).fill(99), 198];
  const trades = [
    tradeOf(5, { exitTime: start + 3 * DAY }),
    // In the first moment of February, out of order.
    tradeOf(-2, { exitTime: Date.UTC(2024, 1, 1) }),
    tradeOf(7, { exitTime: start + 4 * DAY }),
    // At the end of the last bar.
    tradeOf(1, { exitTime: Date.UTC(2024, 2, 2) }),
  ];
  const record = recordOf(equity, { initialCash: 100, trades });
  const months = monthFigures(record, periodicReturns(record));
  assert.deepEqual(months.map(({ month }) => month), ["2024-01", "2024-02", "2024-03"]);
  [0.1, -0.1, 1].forEach((expected, i) => near(months[i]?.return, expected));
  assert.deepEqual(months.map(({ trades }) => trades), [2, 1, 1]);
  assert.deepEqual(months.map(({ pnl }) => pnl), [12, -2, 1]);
});

Deno.test("minutes: the months' returns together are the growth", () => {
  const bars = 100 * 1_440;
  const equity = Float64Array.from({ length: bars }, (_, i) => 100 + 10 * Math.sin(i / 9_000));
  const record = recordOf(equity, { barMs: 60_000, initialCash: 100 });
  const months = monthFigures(record, periodicReturns(record));
  assert.deepEqual(months.map(({ month }) => month), ["2024-01", "2024-02", "2024-03", "2024-04"]);
  const growth = months.reduce((product, month) => product * (1 + month.return!), 1);
  near(growth, equity[bars - 1]! / 100);
});

Deno.test("a closed trade of the last bar's end belongs to the last month", () => {
  const trades = [tradeOf(1, { exitTime: Date.UTC(2024, 1, 1) })];
  const record = recordOf(Array(31).fill(100), { trades });
  assert.deepEqual(monthFigures(record, periodicReturns(record)), [
    { month: "2024-01", return: 0, trades: 1, pnl: 1 },
  ]);
});

Deno.test("without bars there are no months, and without money no returns", () => {
  const none = recordOf([], { trades: [tradeOf(1)] });
  assert.deepEqual(monthFigures(none, periodicReturns(none)), []);
  const lost = recordOf([...Array(31).fill(0), 5], { initialCash: 1 });
  const [january, february] = monthFigures(lost, periodicReturns(lost));
  assert.deepEqual([january?.return, february?.return], [-1, null]);
});
