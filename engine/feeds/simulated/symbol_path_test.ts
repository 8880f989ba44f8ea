import assert from "node:assert/strict";
import fc from "fast-check";
import { requireInstrument, SYMBOLS } from "../../market/mod.ts";
import { DAY_MS, DayTrack } from "./day_track.ts";
import { HOUR_MS, TICKS_AN_HOUR } from "./hour_ticks.ts";
import { SymbolPath } from "./symbol_path.ts";

const START = Date.UTC(2024, 0, 1) / HOUR_MS;

function pathOf(code: string, seed = 1): SymbolPath {
  const instrument = requireInstrument(code);
  return new SymbolPath(seed, instrument, new DayTrack(seed, instrument));
}

function copyOf(path: SymbolPath, hour: number) {
  const { price, lots, spread } = path.hour(hour);
  return { price: price.slice(), lots: lots.slice(), spread: spread.slice() };
}

Deno.test("an hour is the same whoever asks, whenever, in whatever order", () => {
  const straight = pathOf("BTCUSDT");
  const hours = Array.from({ length: 30 }, (_, n) => copyOf(straight, START + n));
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 29 }), { minLength: 1, maxLength: 8 }), (order) => {
      const other = pathOf("BTCUSDT");
      for (const n of order) assert.deepEqual(copyOf(other, START + n), hours[n]);
    }),
    { numRuns: 20 },
  );
});

Deno.test("another seed or symbol is another market", () => {
  const one = copyOf(pathOf("BTCUSDT", 1), START).price;
  assert.notDeepEqual(copyOf(pathOf("BTCUSDT", 2), START).price, one);
  assert.notDeepEqual(copyOf(pathOf("ETHUSDT", 1), START).lots.slice(0, 9), one.slice(0, 9));
});

Deno.test("the price walks on over hours and midnights without a jump", () => {
  const path = pathOf("ETHUSDT");
  let last = copyOf(path, START - 1).price.at(-1)!;
  for (let hour = START; hour < START + 72; hour++) {
    const { price } = copyOf(path, hour);
    // 250 ms of a wild hour move the price by less than half a percent.
    assert.ok(Math.abs(price[0]! / last - 1) < 0.005, `jump at hour ${hour}`);
    last = price.at(-1)!;
  }
});

Deno.test("prices stay plausible for decades, for every symbol and seed", () => {
  fc.assert(
    fc.property(fc.constantFrom(...SYMBOLS), fc.nat(), (instrument, seed) => {
      const track = new DayTrack(seed, instrument);
      const today = Math.floor(Date.UTC(2035, 0, 1) / DAY_MS);
      for (let day = 0; day <= today; day += 7) {
        const factor = Math.exp(track.logAt(day));
        assert.ok(factor > 0.2 && factor < 5, `${instrument.code} at ${factor} of its price`);
      }
    }),
    { numRuns: 30 },
  );
});

Deno.test("volatility and volume are what the profile says", () => {
  const days = 60;
  for (const code of ["BTCUSDT", "NVDA", "EURUSD"]) {
    const { simulation, quantityStep } = requireInstrument(code);
    const track = new DayTrack(3, requireInstrument(code));
    let squares = 0;
    const years = 40;
    for (let day = 0; day < years * 365; day++) {
      squares += (track.logAt(day + 1) - track.logAt(day)) ** 2;
    }
    const annual = Math.sqrt(squares / years);
    assert.ok(Math.abs(annual / simulation.annualVolatility - 1) < 0.1, `${code}: ${annual}`);
    const path = pathOf(code, 3);
    let lots = 0;
    for (let hour = START; hour < START + days * 24; hour++) {
      lots += path.hour(hour).lots.reduce((sum, n) => sum + n, 0);
    }
    const daily = lots * quantityStep / days;
    assert.ok(Math.abs(daily / simulation.dailyVolume - 1) < 0.2, `${code}: ${daily} a day`);
  }
});

Deno.test("movement comes in spells, and volume and spread grow with it", () => {
  const path = pathOf("BTCUSDT");
  const moves: number[] = [];
  const volumes: number[] = [];
  const spreads: number[] = [];
  for (let hour = START; hour < START + 24 * 40; hour++) {
    const { price, lots, spread } = path.hour(hour);
    moves.push(Math.log(Math.max(...price) / Math.min(...price)));
    volumes.push(lots.reduce((sum, n) => sum + n, 0));
    spreads.push(spread.reduce((sum, n) => sum + n, 0));
  }
  assert.ok(correlation(moves.slice(1), moves.slice(0, -1)) > 0.3);
  assert.ok(correlation(moves, volumes) > 0.5);
  assert.ok(correlation(moves, spreads) > 0.5);
});

Deno.test("every tick has a price, a volume and a spread of at least one step", () => {
  for (const { code } of SYMBOLS) {
    const { price, lots, spread } = pathOf(code).hour(START);
    assert.equal(price.length, TICKS_AN_HOUR);
    for (const values of [price, lots, spread]) assert.ok(values.every((n) => n >= 1), code);
  }
});

function correlation(xs: number[], ys: number[]): number {
  const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const cross = mean(xs.map((x, i) => (x - mx) * (ys[i]! - my)));
  const deviation = (values: number[], m: number) =>
    Math.sqrt(mean(values.map((v) => (v - m) ** 2)));
  return cross / (deviation(xs, mx) * deviation(ys, my));
}
