/** What every indicator has to do, whatever it computes; a new one is tested by being registered. */
import assert from "node:assert/strict";
import { CandleWindow } from "../market/mod.ts";
import { type IndicatorDefinition, INDICATORS, IndicatorSet, resolveIndicator } from "./mod.ts";
import { assertClose, push, run, walk } from "./testing.ts";

const BARS = walk(400);
const DEFINITIONS: readonly IndicatorDefinition[] = INDICATORS;

const defaultsOf = (definition: IndicatorDefinition): number[] =>
  definition.parameters.map((parameter) => parameter.default);

/** The defaults, and two sets of short periods. */
function choicesOf(definition: IndicatorDefinition): number[][] {
  const shrunk = (by: number) =>
    definition.parameters.map((p) =>
      p.integer ? Math.max(p.min, Math.ceil(p.default / by)) : p.default
    );
  return [defaultsOf(definition), shrunk(3), shrunk(1_000)];
}

for (const definition of DEFINITIONS) {
  const { name } = definition;

  Deno.test(`${name} is NaN until the bar it declares, and a number from then on`, () => {
    for (const parameters of choicesOf(definition)) {
      const warm = definition.warmUp(parameters);
      for (const values of run(name, parameters, BARS)) {
        values.forEach((value, i) => {
          assert.equal(Number.isFinite(value), i + 1 >= warm, `bar ${i + 1} of (${parameters})`);
        });
      }
    }
  });

  Deno.test(`${name} gives the same values for the same bars`, () => {
    const parameters = defaultsOf(definition);
    assert.deepEqual(run(name, parameters, BARS), run(name, parameters, BARS));
  });

  Deno.test(`${name} reads the same asked for late as asked for early`, () => {
    const parameters = defaultsOf(definition);
    const window = new CandleWindow(300);
    const set = new IndicatorSet(window);
    const early = set.acquire(name, parameters);
    const other = new IndicatorSet(window);
    for (const bar of BARS.slice(0, 390)) {
      push(window, bar);
      set.update();
    }
    const late = other.acquire(name, parameters);
    for (const bar of BARS.slice(390)) {
      push(window, bar);
      set.update();
      other.update();
    }
    // What remembers for ever has lost all but a trace of its beginning after 300 bars.
    const tolerance = definition.windowed ? 1e-14 : 1e-7;
    const warm = definition.windowed ? definition.warmUp(parameters) : 250;
    definition.outputs.forEach((_, output) => {
      const size = 300 - warm;
      const found = [...late.tail(output, size)];
      assertClose(found, [...early.tail(output, size)], tolerance);
    });
  });

  Deno.test(`${name} can be read bars ago, as far as the window reaches`, () => {
    const parameters = choicesOf(definition)[1]!;
    const all = run(name, parameters, BARS);
    const window = new CandleWindow(50);
    const set = new IndicatorSet(window);
    const series = set.acquire(name, parameters);
    for (const bar of BARS) {
      push(window, bar);
      set.update();
    }
    assert.equal(series.count, 50);
    all.forEach((values, output) => {
      for (const ago of [0, 1, 2, 49]) {
        assert.equal(series.value(output, ago), values[BARS.length - 1 - ago]);
      }
      for (const ago of [-1, 50, NaN, Infinity]) {
        assert.ok(Number.isNaN(series.value(output, ago)), `${ago} bars ago`);
      }
    });
  });

  Deno.test(`${name} refuses parameters out of range, naming them`, () => {
    definition.parameters.forEach((parameter, i) => {
      const bad = [parameter.min - 1, parameter.max + 1, NaN, ...(parameter.integer ? [2.5] : [])];
      for (const value of bad) {
        const parameters = defaultsOf(definition);
        parameters[i] = value;
        assert.throws(() => resolveIndicator(name, parameters), (error: unknown) => {
          if (!(error instanceof RangeError)) return false;
          assert.match(
            error.message,
            new RegExp(`^${name}: ${parameter.name} cannot be ${value}:`),
          );
          assert.ok(error.message.includes(`from ${parameter.min} to ${parameter.max}`));
          return true;
        });
      }
    });
    const tooMany = [...defaultsOf(definition), 1];
    assert.throws(() => resolveIndicator(name, tooMany), RangeError);
  });

  Deno.test(`${name} costs the same a bar however long its periods are`, () => {
    const short = accesses(definition, 5);
    const long = accesses(definition, 500);
    assert.ok(short > 0 && long <= short * 1.25 + 1, `${long} accesses a bar instead of ${short}`);
  });
}

/** Reads and writes of typed arrays a bar, on average, with whole-number parameters near `n`. */
function accesses(definition: IndicatorDefinition, n: number): number {
  const parameters = definition.parameters.map((p, i) => p.integer ? n + i : p.default);
  const bars = walk(8_000);
  let count = 0;
  const counted = (array: Float64Array): Float64Array =>
    new Proxy(array, {
      get(target, key) {
        if (typeof key === "string" && /^\d/.test(key)) count++;
        const value = Reflect.get(target, key, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
      set(target, key, value) {
        count++;
        return Reflect.set(target, key, value, target);
      },
    });
  const RealArray = globalThis.Float64Array;
  const columnOf = (key: keyof typeof bars[number]) =>
    counted(RealArray.from(bars, (bar) => bar[key]));
  try {
    // Arrays that the indicator makes for itself are counted too.
    globalThis.Float64Array = new Proxy(RealArray, {
      construct: (target, args) => counted(Reflect.construct(target, args)),
    });
    const stream = definition.create(
      parameters,
      definition.outputs.map(() => counted(new RealArray(bars.length))),
    );
    const columns = {
      open: columnOf("open"),
      high: columnOf("high"),
      low: columnOf("low"),
      close: columnOf("close"),
      volume: columnOf("volume"),
    };
    const warm = 2_000;
    for (let row = 0; row < warm; row++) stream.update(columns, row);
    count = 0;
    for (let row = warm; row < bars.length; row++) stream.update(columns, row);
  } finally {
    globalThis.Float64Array = RealArray;
  }
  return count / (bars.length - 2_000);
}
