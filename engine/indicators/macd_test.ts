import {
  assertClose,
  backtraderBars,
  closesOnly,
  referenceTest,
  run,
  skender,
  skenderBars,
} from "./testing.ts";

Deno.test("macd() is the distance of two EMAs, with an EMA of its own", () => {
  // By hand, macd(1, 3, 2): ema(1) is the close; ema(3) is 5, 6.5, 5 from the third bar on.
  // macd 4, 1.5, -1.5; signal (4 + 1.5) / 2 = 2.75, then 2.75 + 2/3 * (-1.5 - 2.75) = -1/12.
  const [macd, signal, histogram] = run("macd", [1, 3, 2], closesOnly([2, 4, 9, 8, 3.5]));
  assertClose(macd!, [NaN, NaN, NaN, 1.5, -1.5], 1e-15);
  assertClose(signal!, [NaN, NaN, NaN, 2.75, -1 / 12], 1e-14);
  assertClose(histogram!, [NaN, NaN, NaN, -1.25, -1.5 + 1 / 12], 1e-14);
});

referenceTest("macd() agrees with Skender's table on SPY", () => {
  const [macd, signal, histogram] = run("macd", [12, 26, 9], skenderBars());
  // Skender shows the line alone for 8 bars; here all three come together.
  assertClose(macd!.slice(33), skender("macd", "macd").slice(33), 1e-12);
  assertClose(signal!, skender("macd", "signal"), 1e-12);
  assertClose(histogram!, skender("macd", "histogram"), 1e-12);
});

referenceTest("macd() agrees with backtrader on 2006", () => {
  const [macd, signal, histogram] = run("macd", [12, 26, 9], backtraderBars());
  const first = [macd![33]!, signal![33]!, histogram![33]!];
  assertClose(first, [32.469404, 26.469735, 5.999669], 5e-7);
  const last = [macd!.at(-1)!, signal!.at(-1)!, histogram!.at(-1)!];
  assertClose(last, [25.821368, 21.977853, 3.843516], 5e-7);
});
