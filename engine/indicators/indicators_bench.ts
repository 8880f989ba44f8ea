/**
 * One update of each indicator, beside a bare loop over the same closes and beside three libraries.
 *
 * One iteration is {@link BARS} updates, so that microseconds an iteration read as nanoseconds an
 * update. Ours runs as in a runner, its ring buffers included. `indicatorts` knows only whole arrays:
 * to take one more bar it computes its array anew, here the {@link WINDOW} bars a runner remembers;
 * the last line shows its cost where nothing is new and the array is computed once.
 */
import * as indicatorts from "indicatorts";
import * as technical from "technicalindicators";
import * as signals from "trading-signals";
import { CandleWindow } from "../market/mod.ts";
import { IndicatorSet } from "./mod.ts";

const BARS = 1_000;
const WINDOW = 500;

/** Steps of a small congruential generator, so that every run sees the same prices. */
function walk(): CandleWindow {
  const window = new CandleWindow(BARS);
  let seed = 1;
  const next = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  let close = 100;
  for (let i = 0; i < BARS; i++) {
    const open = close;
    close = Math.max(1, open + next() - 0.5);
    const high = Math.max(open, close) + next() / 4;
    const low = Math.min(open, close) - next() / 4;
    window.push(i * 60_000, open, high, low, close, 1 + next());
  }
  return window;
}

const window = walk();
const { close: closes, high: highs, low: lows } = window.tail(BARS);
const closeList = [...closes];
const highList = [...highs];
const lowList = [...lows];
const recent = {
  close: closeList.slice(-WINDOW),
  high: highList.slice(-WINDOW),
  low: lowList.slice(-WINDOW),
};
const all = { close: closeList, high: highList, low: lowList };
const candles = closeList.map((close, i) => ({ high: highList[i]!, low: lowList[i]!, close }));
/** Keeps results from being optimised away. */
let seen: unknown = 0;

function bare(group: string): void {
  Deno.bench({ name: "bare loop", group, baseline: true }, () => {
    let sum = 0;
    for (let i = 0; i < BARS; i++) sum += closes[i]!;
    seen = sum;
  });
}

function ours(group: string, parameters: number[]): void {
  const series = new IndicatorSet(window).acquire(group, parameters);
  Deno.bench({ name: "Trading Simulator", group }, () => {
    for (let row = 0; row < BARS; row++) series.update(window, row);
    seen = series.value(0, 0);
  });
}

function streamed<T>(name: string, group: string, inputs: T[], update: (x: T) => unknown): void {
  Deno.bench({ name, group }, () => {
    for (let i = 0; i < BARS; i++) seen = update(inputs[i]!);
  });
}

function arrays(group: string, compute: (bars: typeof all) => unknown): void {
  Deno.bench(
    { name: `indicatorts (${WINDOW} bars anew each bar)`, group, n: 10, warmup: 2 },
    () => {
      for (let i = 0; i < BARS; i++) seen = compute(recent);
    },
  );
  Deno.bench({ name: "indicatorts (all bars at once)", group }, () => {
    seen = compute(all);
  });
}

const TS = "trading-signals";
const TI = "technicalindicators";
const values: number[] = [];

bare("sma");
ours("sma", [20]);
const sma = new signals.SMA(20);
streamed(TS, "sma", closeList, (x) => sma.update(x, false));
const sma2 = new technical.SMA({ period: 20, values });
streamed(TI, "sma", closeList, (x) => sma2.nextValue(x));
arrays("sma", ({ close }) => indicatorts.sma(close, { period: 20 }));

bare("ema");
ours("ema", [20]);
const ema = new signals.EMA(20);
streamed(TS, "ema", closeList, (x) => ema.update(x, false));
const ema2 = new technical.EMA({ period: 20, values });
streamed(TI, "ema", closeList, (x) => ema2.nextValue(x));
arrays("ema", ({ close }) => indicatorts.ema(close, { period: 20 }));

bare("rsi");
ours("rsi", [14]);
const rsi = new signals.RSI(14);
streamed(TS, "rsi", closeList, (x) => rsi.update(x, false));
const rsi2 = new technical.RSI({ period: 14, values });
streamed(TI, "rsi", closeList, (x) => rsi2.nextValue(x));
arrays("rsi", ({ close }) => indicatorts.rsi(close, { period: 14 }));

bare("macd");
ours("macd", [12, 26, 9]);
const macd = new signals.MACD(new signals.EMA(12), new signals.EMA(26), new signals.EMA(9));
streamed(TS, "macd", closeList, (x) => macd.update(x, false));
const macd2 = new technical.MACD({
  values,
  fastPeriod: 12,
  slowPeriod: 26,
  signalPeriod: 9,
  SimpleMAOscillator: false,
  SimpleMASignal: false,
});
streamed(TI, "macd", closeList, (x) => macd2.nextValue(x));
arrays("macd", ({ close }) => indicatorts.macd(close, { fast: 12, slow: 26, signal: 9 }));

bare("bollinger");
ours("bollinger", [20, 2]);
const bands = new signals.BollingerBands(20, 2);
streamed(TS, "bollinger", closeList, (x) => bands.update(x, false));
const bands2 = new technical.BollingerBands({ period: 20, stdDev: 2, values });
streamed(TI, "bollinger", closeList, (x) => bands2.nextValue(x));
arrays("bollinger", ({ close }) => indicatorts.bb(close, { period: 20 }));

bare("atr");
ours("atr", [14]);
const atr = new signals.ATR(14);
streamed(TS, "atr", candles, (x) => atr.update(x, false));
const atr2 = new technical.ATR({ period: 14, high: [], low: [], close: [] });
const nextAtr: (candle: { high: number; low: number; close: number }) => unknown = (candle) =>
  Reflect.apply(atr2.nextValue, atr2, [candle]);
streamed(TI, "atr", candles, nextAtr);
arrays("atr", ({ high, low, close }) => indicatorts.atr(high, low, close, { period: 14 }));

bare("highest");
ours("highest", [20]);
const channel = new signals.DonchianChannels(20);
streamed(`${TS} (both sides)`, "highest", candles, (x) => channel.update(x, false));
const highest2 = new technical.Highest({ period: 20, values });
streamed(TI, "highest", highList, (x) => highest2.nextValue(x));
arrays("highest", ({ high }) => indicatorts.mmax(high, { period: 20 }));

bare("lowest");
ours("lowest", [20]);
const channel2 = new signals.DonchianChannels(20);
streamed(`${TS} (both sides)`, "lowest", candles, (x) => channel2.update(x, false));
const lowest2 = new technical.Lowest({ period: 20, values });
streamed(TI, "lowest", lowList, (x) => lowest2.nextValue(x));
arrays("lowest", ({ low }) => indicatorts.mmin(low, { period: 20 }));

globalThis.addEventListener("unload", () => console.assert(seen !== undefined));
