/**
 * What an execution's models take. One iteration is {@link CALLS} calls, so that microseconds an
 * iteration read as nanoseconds a call.
 */
import { type Lots, type Money, notional, type OrderSide, Scale } from "../../domain/mod.ts";
import { FeeSchedule } from "./fee.ts";
import { funding } from "./funding.ts";
import { latencyModel } from "./latency.ts";
import { initialMargin, liquidationTicks } from "./margin.ts";
import { parkinson, slippageModel } from "./slippage.ts";
import { HalfSpread } from "./spread.ts";
import { TakerPrice } from "./taker_price.ts";
import { capacityLots } from "./volume_share.ts";

const CALLS = 1_000;

const scale = new Scale(0.01, 0.00001);
const tiers = Array.from({ length: 10 }, (_, i) => ({
  volume: 1_000_000 * (i + 1),
  makerBps: 10 - i,
  takerBps: 10 - i / 2,
}));
const fees = new FeeSchedule({ makerBps: 10, takerBps: 10, tiers }, scale);
const slippage = slippageModel({ model: "SQUARE_ROOT", coefficient: 1 });
const taker = new TakerPrice(scale, new HalfSpread(2), slippage);
const uniform = latencyModel({ model: "UNIFORM", minMs: 10, maxMs: 20 }, "bench");
const logNormal = latencyModel({ model: "LOG_NORMAL", medianMs: 50, sigma: 0.5 }, "bench");
const tape = { volume: 12.5, volatility: 0.0005 };

/** Prices from 60,000 to 70,000, the same on every run. */
const prices = Float64Array.from({ length: CALLS }, (_, i) => 60_000 + (i * 7_919) % 10_000);
/** Keeps results from being optimised away. */
let _seen = 0;

function each(name: string, call: (price: number, i: number) => number): void {
  Deno.bench({ name: `${name}, ${CALLS} orders`, group: "models" }, () => {
    let sum = 0;
    for (let i = 0; i < CALLS; i++) sum += call(prices[i]!, i);
    _seen += sum;
  });
}

function fill(side: OrderSide, price: number): number {
  const ticks = taker.ticks(side, price, NaN, NaN, 0.1, tape);
  const worth = notional(ticks, 10_000 as Lots);
  const fee = fees.fee(worth, "TAKER");
  fees.traded(0, worth);
  return ticks + fee;
}

each("price, fee and volume of a fill", (price, i) => fill(i % 2 ? "BUY" : "SELL", price));
each("price", (price, i) => taker.ticks(i % 2 ? "BUY" : "SELL", price, NaN, NaN, 0.1, tape));
each("fee", (price) => fees.fee(price * 1e6 as Money, "MAKER"));
each("uniform latency", (_, i) => uniform.delayMs(i));
each("log-normal latency", (_, i) => logNormal.delayMs(i));
each("initial margin", (price) => initialMargin(price * 1e6 as Money, 3));
each(
  "liquidation price",
  (price) => liquidationTicks(1, 10_000 as Lots, -price * 9e5 as Money, 0 as Money, 0.005) ?? 0,
);
each("funding", (price) => funding(1, price * 1e6 as Money, 1));
each(
  "volume share and volatility of a candle",
  (price) => capacityLots(price, 0.1, scale) + parkinson(price + 1, price),
);
