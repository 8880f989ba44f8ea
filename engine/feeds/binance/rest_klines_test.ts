import assert from "node:assert/strict";
import fc from "fast-check";
import { readUnpacked, testWithData } from "../../../tests/support/shared_data.ts";
import { type KlineRange, readKlines } from "./rest_klines.ts";

const MINUTE = 60_000;
const T = Date.UTC(2024, 0, 15, 12);
const MINUTES: KlineRange = { barMs: MINUTE, from: 0, to: Infinity, limit: 1_000 };

const row = (time: number, ...cells: unknown[]) => [
  time,
  ...cells,
  ...["10", "12", "9", "11", "5"].slice(cells.length),
  time + MINUTE - 1,
  "55",
  3,
  "2",
  "22",
  "0",
];

const times = (body: unknown, range: Partial<KlineRange> = {}) => {
  const answer = readKlines(body, { ...MINUTES, ...range });
  return answer && { times: [...answer.candles.time], garbage: answer.garbage };
};

async function json(path: string): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await readUnpacked(path)));
}

testWithData(
  "reads an answer of 2021",
  ["rest/nautilus/http_spot_market_klines.json"],
  async (path) => {
    const { candles, garbage } = readKlines(await json(path), MINUTES)!;
    assert.equal(garbage, 0);
    assert.equal(candles.time.length, 10);
    assert.equal(candles.time[0], 1634943780000);
    assert.equal(candles.open[0], 60685.22);
    assert.equal(candles.high[0], 60729.84);
    assert.equal(candles.low[0], 60670.9);
    assert.equal(candles.close[0], 60719.27);
    assert.equal(candles.volume[0], 21.63272);
    assert.equal(candles.time[9], 1634944320000);
    assert.equal(candles.volume[9], 0.04734);
  },
);

testWithData("reads an answer of 2026", ["rest/polysim-spot_klines.json"], async (path) => {
  const { candles, garbage } = readKlines(await json(path), MINUTES)!;
  assert.equal(garbage, 0);
  assert.deepEqual([...candles.time], [1784410500000, 1784410560000, 1784410620000]);
  assert.deepEqual([...candles.close], [64706, 64674.3, 64681.39]);
});

testWithData(
  "reads thirteen recorded answers whole",
  ["rest/gct-binance-http-mock.json.gz"],
  async (path) => {
    type Recorded = { routes: Record<string, { GET: { queryString: string; data: unknown[] }[] }> };
    const { routes } = await json(path) as Recorded;
    const bars: Record<string, number> = {
      "1m": MINUTE,
      "5m": 5 * MINUTE,
      "1h": 60 * MINUTE,
      "1d": 1_440 * MINUTE,
    };
    const sizes = routes["/api/v3/klines"]!.GET.map(({ queryString, data }) => {
      const query = new URLSearchParams(queryString);
      const answer = readKlines(data, {
        barMs: bars[query.get("interval")!]!,
        from: Number(query.get("startTime") ?? 0),
        to: Number(query.get("endTime") ?? Infinity) + 1,
        limit: 1_000,
      })!;
      assert.equal(answer.garbage, 0);
      return answer.candles.time.length;
    });
    assert.deepEqual(sizes, [24, 60, 1, 365, 372, 1000, 468, 168, 366, 366, 176, 6, 24]);
  },
);

Deno.test("an empty answer is no candles", () => {
  assert.deepEqual(times([]), { times: [], garbage: 0 });
});

Deno.test("what is no list of rows is no answer", () => {
  for (
    const body of [undefined, null, {}, "[]", 7, [{}], [1, 2], [[]], [[T, "1", "1", "1", "1"]]]
  ) {
    assert.equal(readKlines(body, MINUTES), null, JSON.stringify(body));
  }
});

Deno.test("more rows than were asked for are no answer", () => {
  assert.equal(times([row(T), row(T + MINUTE)], { limit: 1 }), null);
});

Deno.test("rows that come twice or out of order are left out and counted", () => {
  const body = [row(T + MINUTE), row(T + MINUTE), row(T), row(T + 3 * MINUTE)];
  assert.deepEqual(times(body), { times: [T + MINUTE, T + 3 * MINUTE], garbage: 2 });
});

Deno.test("rows that nobody asked for are left out and counted", () => {
  const body = [row(T - MINUTE), row(T), row(T + MINUTE), row(T + 2 * MINUTE)];
  assert.deepEqual(times(body, { from: T, to: T + 2 * MINUTE }), {
    times: [T, T + MINUTE],
    garbage: 2,
  });
});

Deno.test("microseconds are taken for what they are", () => {
  assert.deepEqual(times([row(T * 1_000)]), { times: [T], garbage: 0 });
});

Deno.test("weeks begin on Monday", () => {
  const monday = Date.UTC(2024, 0, 15);
  const week = { barMs: 7 * 1_440 * MINUTE };
  assert.deepEqual(times([row(monday)], week)?.times, [monday]);
  assert.deepEqual(times([row(monday + 86_400_000)], week)?.garbage, 1);
});

const BAD: readonly (readonly [why: string, bad: readonly unknown[]])[] = [
  ["off the grid", row(T + 1)],
  ["time as text", row(`${T}` as unknown as number)],
  ["broken time", row(T + 0.5)],
  ["negative time", row(-MINUTE)],
  ["no time", row(NaN)],
  ["price of nothing", row(T, "0")],
  ["negative price", row(T, "10", "12", "-9")],
  ["no number", row(T, "ten")],
  ["empty price", row(T, "")],
  ["hexadecimal price", row(T, "0xA")],
  ["null price", row(T, null)],
  ["infinite high", row(T, "10", "9".repeat(400))],
  ["high below the close", row(T, "10", "10.5", "9", "11")],
  ["low above the open", row(T, "10", "12", "10.5", "11")],
  ["negative volume", row(T, "10", "12", "9", "11", "-1")],
  ["empty volume", row(T, "10", "12", "9", "11", "")],
  ["infinite volume", row(T, "10", "12", "9", "11", "9".repeat(400))],
  ["short row", [T, "10"]],
];

for (const [why, bad] of BAD) {
  Deno.test(`a bad row among good ones is left out and counted: ${why}`, () => {
    const body = [row(T - MINUTE), bad, row(T + MINUTE)];
    assert.deepEqual(times(body), { times: [T - MINUTE, T + MINUTE], garbage: 1 });
  });
}

Deno.test("a bar in which nothing was traded is a bar", () => {
  assert.equal(times([row(T, "10", "10", "10", "10", "0")])?.times.length, 1);
});

Deno.test("whatever comes: candles ascend on the grid inside the range, and each row is accounted for", () => {
  const cell = fc.oneof(
    fc.constantFrom("10", "11", "9", "0", "-1", "x", "", "1e3"),
    fc.double(),
    fc.jsonValue(),
  );
  const anyRow = fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: -3, max: 12 }).map((i) => row(T + i * MINUTE)) },
    fc.tuple(fc.oneof(fc.constant(T), fc.double(), cell), cell, cell, cell, cell, cell),
    fc.jsonValue(),
  );
  fc.assert(fc.property(fc.array(anyRow, { maxLength: 20 }), (body) => {
    const range = { barMs: MINUTE, from: T, to: T + 10 * MINUTE, limit: 20 };
    const answer = readKlines(body, range);
    if (answer === null) return;
    const { time, open, high, low, close, volume } = answer.candles;
    assert.equal(time.length + answer.garbage, body.length);
    for (let i = 0; i < time.length; i++) {
      assert.ok(time[i]! >= T && time[i]! < range.to && time[i]! % MINUTE === 0);
      if (i > 0) assert.ok(time[i]! > time[i - 1]!);
      assert.ok(low[i]! > 0 && low[i]! <= open[i]! && low[i]! <= close[i]!);
      assert.ok(high[i]! >= open[i]! && high[i]! >= close[i]! && Number.isFinite(high[i]));
      assert.ok(volume[i]! >= 0 && Number.isFinite(volume[i]));
    }
  }));
});
