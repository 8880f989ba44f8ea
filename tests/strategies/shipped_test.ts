import assert from "node:assert/strict";
import type { EnterIntent } from "../../engine/strategy/mod.ts";
import { type Bar, drive, hostOf, sourceOf, type Step } from "./driver.ts";

/** Bars without a range of their own around the given closes. */
function flat(closes: readonly number[], volume = 10): Bar[] {
  return closes.map((close, i) => {
    const open = closes[i - 1] ?? close;
    return { open, high: Math.max(open, close), low: Math.min(open, close), close, volume };
  });
}

/** A seeded walk with a slow swing, so that averages cross and ranges break. */
function walk(bars: number, seed: number): Bar[] {
  let state = seed;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  let close = 100;
  return Array.from({ length: bars }, (_, i) => {
    const open = close;
    close = Math.max(5, open + (next() - 0.5) * 2 + Math.sin(i / 60) / 8);
    const high = Math.max(open, close) + next();
    const low = Math.min(open, close) - next();
    return { open, high, low, close, volume: 10 + next() * 30 };
  });
}

const ramp = (from: number, to: number, bars: number) =>
  Array.from({ length: bars }, (_, i) => from + (to - from) * (i + 1) / bars);
const events = (steps: readonly Step[]) => steps.map((step) => step.event);
/** The first entry that was asked for. */
function entry(steps: readonly Step[]): EnterIntent {
  for (const { intent } of steps) if (intent?.action === "ENTER") return intent;
  throw new Error("Nothing was entered");
}
const intents = (steps: readonly Step[]) => steps.flatMap((step) => step.intent ?? []);

for (
  const file of [
    "ema_crossover.lua",
    "rsi_mean_reversion.lua",
    "range_breakout.lua",
    "limit_pullback.lua",
    "pyramid_breakout.lua",
    "ema_crossover_ts.ts",
  ]
) {
  Deno.test(`${file} declares parameters with limits, steps and words for people`, async () => {
    const source = sourceOf(file);
    const { description, parameters, error } = await hostOf(source).describe(source);
    assert.equal(error, null);
    assert.ok(description.length > 20);
    assert.ok(parameters.length >= 8);
    for (const parameter of parameters) {
      assert.ok(parameter.description, parameter.name);
      if (parameter.type === "BOOLEAN") continue;
      assert.ok(parameter.min !== undefined && parameter.max !== undefined && parameter.step);
    }
  });

  Deno.test(`${file} trades 3,000 seeded bars and never asks for what cannot be`, async () => {
    const loose = file.startsWith("range") ? { volume_factor: 1 } : {};
    const steps = await drive(file, walk(3_000, 7), loose);
    assert.ok(events(steps).filter((event) => event === "long" || event === "short").length > 5);
    for (const intent of intents(steps)) {
      if (intent.action !== "ENTER") continue;
      assert.equal(intent.quantity, undefined, "risk sizes the order");
      const price = intent.stopPrice ?? intent.price ?? NaN;
      if (intent.order !== "MARKET") assert.equal(price, Number(price.toFixed(2)), "on the step");
      const below = intent.side === "LONG" ? intent.stopLoss : intent.takeProfit;
      const above = intent.side === "LONG" ? intent.takeProfit : intent.stopLoss;
      assert.ok((below ?? 0) < price && (above ?? Infinity) > price);
    }
  });
}

Deno.test("ema_crossover enters on the crossing and leaves on the way back", async () => {
  // Falls, rises for 40 bars, falls again.
  const bars = flat([...ramp(130, 100, 40), ...ramp(100, 140, 40), ...ramp(140, 100, 40)]);
  const steps = await drive("ema_crossover.lua", bars, { trade_short: false });
  assert.deepEqual(events(steps), ["found", "wants", "long", "wants", "exit"]);
  const [enter, exit] = intents(steps);
  assert.equal(enter?.action === "ENTER" && enter.reason, "Bullish crossover");
  assert.equal(exit?.action === "EXIT" && exit.reason, "Bearish crossover");
  // With closes one apart, EMA(10) lies 4.5 bars and EMA(20) 9.5 bars behind the close, so the
  // crossing comes after the turn and well before the top.
  assert.ok(steps[0]!.bar > 41 && steps[0]!.bar < 60, `${steps[0]!.bar}`);
});

Deno.test("ema_crossover does not chase a trend that it finds under way", async () => {
  const steps = await drive("ema_crossover.lua", flat(ramp(100, 200, 200)));
  assert.deepEqual(steps, []);
});

Deno.test("ema_crossover puts stop and target where they were asked for", async () => {
  // Bars with a range of exactly 2, so that the ATR is 2 at the crossing.
  const closes = [...new Array(40).fill(100), 99.9, 100.9];
  const bars = closes.map((close) => ({
    open: close,
    high: close + 1,
    low: close - 1,
    close,
    volume: 1,
  }));
  const given = { stop_atr: 3, target_atr: 5, quantity: 0.5, trade_short: false };
  const enter = entry(await drive("ema_crossover.lua", bars, given));
  assert.equal(enter.quantity, 0.5);
  assert.ok(Math.abs(enter.stopLoss! - (100.9 - 6)) < 1e-9, `${enter.stopLoss}`);
  assert.ok(Math.abs(enter.takeProfit! - (100.9 + 10)) < 1e-9, `${enter.takeProfit}`);
});

Deno.test("ema_crossover sits out the bars it was told to", async () => {
  const bars = walk(3_000, 3);
  for (const coolDown of [0, 30]) {
    const steps = await drive("ema_crossover.lua", bars, { cool_down: coolDown });
    let leftAt = -Infinity;
    for (const { event, bar } of steps) {
      if (["exit", "stop", "target"].includes(event)) leftAt = bar;
      // The exit of bar n fills at the open of bar n + 1, the first of those sat out.
      if (event === "found") assert.ok(bar - leftAt > coolDown, `${bar} after ${leftAt}`);
    }
  }
});

for (const file of ["ema_crossover.lua", "ema_crossover_ts.ts"]) {
  Deno.test(`${file} is not even begun when fast is not below slow`, async () => {
    await assert.rejects(
      drive(file, walk(50, 1), { fast: 20, slow: 20 }),
      /Parameter fast cannot be 20 with slow 20: fast < slow has to hold/,
    );
  });
}

Deno.test("ema_crossover makes the same decisions in both languages", async () => {
  const variants = [
    {},
    { reverse: true, target_atr: 3, cool_down: 0 },
    { fast: 5, slow: 12, stop_atr: 0, trade_long: false, quantity: 0.25 },
    { stop_atr: 1, target_atr: 0.5, cool_down: 10, trade_short: false, reverse: true },
  ];
  for (const [i, given] of variants.entries()) {
    const bars = walk(2_000, 11 + i);
    const lua = await drive("ema_crossover.lua", bars, given);
    const ts = await drive("ema_crossover_ts.ts", bars, given);
    assert.ok(lua.length > 20);
    assert.deepEqual(ts, lua);
  }
});

Deno.test("rsi_mean_reversion buys the turn after a fall and sells the recovery", async () => {
  const bars = flat([
    ...Array.from({ length: 30 }, (_, i) => 100 + i % 2),
    ...ramp(100, 80, 15),
    ...ramp(80, 100, 20),
  ]);
  const steps = await drive("rsi_mean_reversion.lua", bars);
  assert.deepEqual(events(steps), ["found", "wants", "long", "wants", "exit"]);
  // Found while it falls (bars 31 to 45), bought on the first rise.
  assert.ok(steps[0]!.bar > 30 && steps[0]!.bar <= 45);
  assert.equal(steps[1]!.bar, 46);
  const hasty = await drive("rsi_mean_reversion.lua", bars, { wait_for_turn: false });
  assert.equal(hasty[1]!.bar, hasty[0]!.bar);
});

Deno.test("rsi_mean_reversion gives up in time, and keeps out of a falling trend if asked", async () => {
  const fall = flat([...Array.from({ length: 30 }, (_, i) => 100 + i % 2), ...ramp(100, 40, 60)]);
  const given = { wait_for_turn: false, max_bars: 3, stop_atr: 0, cool_down: 100 };
  const steps = await drive("rsi_mean_reversion.lua", fall, given);
  assert.deepEqual(events(steps), ["found", "wants", "long", "wants", "exit"]);
  const last = intents(steps).at(-1)!;
  assert.equal("reason" in last && last.reason, "Took too long");
  assert.equal(steps[3]!.bar - steps[2]!.bar, 3);
  const careful = await drive("rsi_mean_reversion.lua", fall, { ...given, trend_period: 20 });
  assert.deepEqual(careful, []);
});

Deno.test("range_breakout buys a close above the range on strong volume alone", async () => {
  const range = Array.from({ length: 30 }, (_, i) => 100 + i % 2);
  const bars = flat([...range, 104, 106, 108]);
  const quiet = await drive("range_breakout.lua", bars);
  assert.deepEqual(new Set(events(quiet)), new Set(["found", "wants"]));
  assert.ok(intents(quiet).every((i) => i.action === "CANCEL" && i.reason === "Volume too low"));
  const loud = bars.map((bar, i) => i === 30 ? { ...bar, volume: 15 } : bar);
  const steps = await drive("range_breakout.lua", loud);
  assert.deepEqual(events(steps).slice(0, 3), ["found", "wants", "long"]);
  const enter = entry(steps);
  assert.equal(enter.price, 104);
  // The target is twice as far away as the stop.
  assert.ok(Math.abs((enter.takeProfit! - 104) - 2 * (104 - enter.stopLoss!)) < 1e-9);
});

Deno.test("range_breakout moves its stop to the entry once it has earned its risk", async () => {
  const range = Array.from({ length: 30 }, (_, i) => 100 + i % 2);
  const bars = flat([...range, 104, ...ramp(104, 112, 16)], 0);
  const steps = await drive("range_breakout.lua", bars, { target_r: 0, stop_atr: 2 });
  const moved = intents(steps).filter((intent) => intent.action === "UPDATE_STOPS");
  assert.deepEqual(moved, [{ action: "UPDATE_STOPS", stopLoss: 104 }]);
});

Deno.test("range_breakout leaves when the price falls back into the range", async () => {
  const range = Array.from({ length: 30 }, (_, i) => 100 + i % 2);
  const bars = flat([...range, 104, 103.5, 100.5, 100.5], 0);
  const steps = await drive("range_breakout.lua", bars, { stop_atr: 10 });
  const exit = intents(steps).at(-1)!;
  assert.equal("reason" in exit && exit.reason, "Fell back into the range");
});

Deno.test("my_strategy, the one in the brief, trades as written", async () => {
  const steps = await drive("my_strategy.lua", flat([...ramp(100, 140, 40), ...ramp(140, 90, 40)]));
  // 20 closes warm the slow average; the fast one is above it from the first bar on.
  assert.equal(steps[0]!.bar, 20);
  const { side, quantity, price } = entry(steps);
  assert.deepEqual([side, quantity, price], ["LONG", 0.1, 120]);
  const exit = intents(steps)[1];
  assert.equal(exit?.action === "EXIT" && exit.reason, "Bearish crossover");
});
