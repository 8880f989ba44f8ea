/** Random markets, settings and strategies for property tests, as plain data that fast-check can shrink. */
import fc from "fast-check";
import { ORDER_TYPES, type Scale, scaleOf, TIMES_IN_FORCE } from "../../engine/domain/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import type { FilterIntent, ManageIntent, OrderTerms } from "../../engine/strategy/mod.ts";
import type { AnyBar, Bar, BenchSettings, Script } from "./scripted.ts";

/** A symbol of each kind of step, and about what it costs. */
export const MARKETS = [["BTCUSDT", 100], ["DOGEUSDT", 0.15], ["AAPL", 190], [
  "EURUSD",
  1.08,
]] as const;

const step = (most: number) => fc.integer({ min: -most, max: most });
const often = (times: number) => fc.integer({ min: 1, max: times }).map((n) => n > 1);

const rarely = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ arbitrary: fc.constant(null), weight: 3 }, { arbitrary, weight: 1 });

/** A bar in thousandths of the price, from where the last one ended. */
const barStep = fc.record({
  gap: step(25),
  up: fc.integer({ min: 0, max: 40 }),
  down: fc.integer({ min: 0, max: 40 }),
  end: fc.integer({ min: 0, max: 100 }),
  volume: fc.integer({ min: 0, max: 200 }),
  halfSpread: fc.option(fc.integer({ min: 0, max: 3 })),
  finer: fc.boolean(),
});

/** What the strategy says on a bar, where it says something. */
const move = fc.record({
  kind: fc.integer({ min: 0, max: 15 }),
  type: fc.constantFrom(...ORDER_TYPES),
  timeInForce: fc.constantFrom(...TIMES_IN_FORCE),
  plain: often(2),
  long: fc.boolean(),
  quantity: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 4 }),
  away: fc.integer({ min: -8, max: 30 }),
  further: fc.integer({ min: 0, max: 8 }),
  stop: rarely(fc.integer({ min: 5, max: 150 })),
  target: rarely(fc.integer({ min: 5, max: 150 })),
  trail: rarely(fc.integer({ min: 10, max: 120 })),
  bars: fc.integer({ min: 1, max: 4 }),
});
type Move = typeof move extends fc.Arbitrary<infer T> ? T : never;

const settings = fc.record({
  market: fc.constantFrom(...MARKETS),
  leverage: fc.constantFrom(1, 2, 7.5, 25),
  volumeShare: fc.constantFrom(null, 0.05, 0.3),
  spreadBps: fc.constantFrom(0, 3, 40),
  slippage: fc.constantFrom(
    { model: "NONE" } as const,
    { model: "FIXED", bps: 7 } as const,
    { model: "VOLUME_SHARE", impact: 0.2 } as const,
    { model: "SQUARE_ROOT", coefficient: 1 } as const,
  ),
  latency: fc.constantFrom(
    { model: "NONE" } as const,
    { model: "NONE" } as const,
    { model: "FIXED", ms: 90_000 } as const,
    { model: "UNIFORM", minMs: 0, maxMs: 120_000 } as const,
  ),
  limitFill: fc.constantFrom("TOUCH" as const, "THROUGH" as const),
  fundingBps: fc.constantFrom(0, 25, -25),
  decideOn: fc.constantFrom("CANDLE" as const, "CANDLE" as const, "TICK" as const),
  liquidationFeeBps: fc.constantFrom(0, 30),
  limits: fc.constantFrom(
    {},
    {},
    { maxPosition: 0.5, cooldownBars: 2 },
    { maxDailyLoss: 0.05, onBreach: "REDUCE" as const },
    { maxDrawdown: 0.1, maxConsecutiveLosses: 3 },
  ),
});

/** A market with a strategy that trades in it as it likes. */
export interface Trading {
  readonly symbol: string;
  readonly settings: BenchSettings;
  readonly bars: readonly AnyBar[];
  readonly script: Script;
}

/** What a {@link Trading} is made from; plain, so that a failure can be read. */
export const tradingPlan = fc.record({
  settings,
  steps: fc.array(barStep, { minLength: 15, maxLength: 90 }),
  moves: fc.array(fc.option(move, { freq: 3 }), { minLength: 90, maxLength: 90 }),
});
export type TradingPlan = typeof tradingPlan extends fc.Arbitrary<infer T> ? T : never;

export function tradingOf({ settings, steps, moves }: TradingPlan): Trading {
  const { market: [symbol, price], decideOn, spreadBps, limits, ...execution } = settings;
  const scale = scaleOf(requireInstrument(symbol));
  const bars = toBars(steps, price, scale, decideOn === "TICK");
  return {
    symbol,
    settings: {
      decideOn,
      spreadBps,
      risk: limits,
      execution: { ...execution, fundingHours: 1 / 4, fees: FEES },
    },
    bars,
    script: toScript(moves, bars, scale, 10_000 * settings.leverage),
  };
}

/** Makers never pay more than takers, as everywhere: risk counts with the taker's rate. */
const FEES = { makerBps: 3, takerBps: 11, tiers: [{ volume: 20_000, makerBps: 1, takerBps: 8 }] };

type BarStep = typeof barStep extends fc.Arbitrary<infer T> ? T : never;

function toBars(
  steps: readonly BarStep[],
  price: number,
  scale: Scale,
  ticks: boolean,
): AnyBar[] {
  const unit = price / 1_000;
  const onTick = (value: number) => scale.toPrice(Math.max(1, scale.ticks(value)));
  let close = price;
  return steps.map(({ gap, up, down, end, volume, halfSpread, finer }): AnyBar => {
    const open = onTick(Math.max(unit * 50, close + gap * unit));
    const high = onTick(open + up * unit);
    const low = onTick(Math.max(unit, open - down * unit));
    close = onTick(low + (high - low) * end / 100);
    const prices: Bar = [open, high, low, Math.min(high, Math.max(low, close))];
    const spread = halfSpread === null ? {} : {
      quote: [open - halfSpread * unit / 2, open + halfSpread * unit / 2] as const,
    };
    const inner = finer ? { inner: thirds(prices, volume / price * 7) } : {};
    const updates = ticks ? { updates: forming(prices) } : {};
    return { prices, volume: volume / price * 20, ...spread, ...inner, ...updates };
  });
}

/** The candle as it forms: up first, then down. */
const forming = ([open, high, low]: Bar): Bar[] => [
  [open, high, open, high],
  [open, high, low, low],
];

/** The bar's way in three finer candles: up first, then down, then to its end. */
function thirds([open, high, low, close]: Bar, volume: number): AnyBar[] {
  const parts: Bar[] = [[open, high, open, high], [high, high, low, low], [
    low,
    Math.max(low, close),
    low,
    close,
  ]];
  return parts.map((prices) => ({ prices, volume }));
}

function toScript(
  moves: readonly (Move | null)[],
  bars: readonly AnyBar[],
  scale: Scale,
  power: number,
): Script {
  const closeOf = (bar: number) => {
    const at = bars[bar];
    return at === undefined ? 1 : "prices" in at ? at.prices[3] : at[3];
  };
  const say = <T>(bar: number, answer: (move: Move, words: Words) => T): T | null => {
    const asked = moves[bar];
    return asked ? answer(asked, new Words(asked, closeOf(bar), scale, power)) : null;
  };
  return {
    detect: (bar) => (moves[bar]?.kind ?? 0) < 12,
    filter: (bar) => say(bar, filter),
    manage: (bar) => say(bar, manage),
  };
}

function filter(asked: Move, words: Words): FilterIntent | null {
  if (asked.kind === 15) return { action: "CANCEL" };
  if (asked.kind > 11) return null;
  const { long } = asked;
  const side = long ? "LONG" as const : "SHORT" as const;
  const terms = words.terms(long);
  const from = terms.price ?? terms.stopPrice;
  return { action: "ENTER", side, ...terms, ...words.levels(long, from), ...words.size() };
}

/** It does not know which side the position is on, and is wrong half of the time. */
function manage(asked: Move, words: Words): ManageIntent | null {
  const { kind, long } = asked;
  switch (kind) {
    case 0:
      return { action: "EXIT" };
    case 1:
    case 2:
    case 3:
      return { action: "EXIT", ...words.terms(!long), ...words.size(1 / 4) };
    case 4:
    case 5:
    case 6:
    case 7:
      return { action: "ADD", ...words.terms(long), ...words.size(1 / 4) };
    case 8:
      return { action: "REVERSE", ...words.levels(long), ...words.size() };
    case 9:
    case 10:
      return { action: "UPDATE_STOPS", ...words.levels(long) };
    case 11:
      return { action: "UPDATE_STOPS", stopLoss: null, takeProfit: null };
    case 12:
      return { action: "CANCEL_ORDERS" };
    default:
      return null;
  }
}

/** Puts a move into prices and quantities around the market. */
class Words {
  readonly #move: Move;
  readonly #market: number;
  readonly #scale: Scale;
  readonly #power: number;

  /** @param power what can be held at once, in the quote currency */
  constructor(move: Move, market: number, scale: Scale, power: number) {
    this.#power = power;
    this.#move = move;
    this.#market = market;
    this.#scale = scale;
  }

  /** Mostly on the side of the market where it rests. */
  terms(buys: boolean): OrderTerms {
    const { type, plain, timeInForce, away, further, bars, trail } = this.#move;
    const above = buys !== (type === "LIMIT" || type === "TAKE_PROFIT") ? 1 : -1;
    const price = this.#at(above * away);
    const until = timeInForce === "GTD" ? { expiresInBars: bars } : {};
    return {
      order: type,
      ...(type === "TRAILING_STOP" ? { trailBy: this.#distance(trail ?? 20) } : { price }),
      ...(type === "STOP_LIMIT" ? { stopPrice: this.#at(above * (away - further + 4)) } : {}),
      ...(plain ? {} : { timeInForce, ...until, postOnly: type === "LIMIT" && further === 0 }),
    };
  }

  levels(
    long: boolean,
    from = this.#market,
  ): { stopLoss?: number; takeProfit?: number; trailingStop?: number } {
    const { stop, target, trail } = this.#move;
    const sign = long ? 1 : -1;
    const at = (thousandths: number) => from * (1 + sign * thousandths / 1_000);
    return {
      ...(stop === null ? {} : { stopLoss: at(-stop) }),
      ...(target === null ? {} : { takeProfit: at(target) }),
      ...(trail === null ? {} : { trailingStop: this.#distance(trail) }),
    };
  }

  /** In fiftieths of what can be held; now and then more than that. */
  size(share = 1): { quantity?: number } {
    const { quantity } = this.#move;
    if (quantity === null) return {};
    const lots = this.#scale.lotsDown(quantity / 50 * share * this.#power / this.#market);
    return { quantity: this.#scale.toQuantity(Math.max(1, lots)) };
  }

  #at(thousandths: number): number {
    const price = this.#market * (1 + thousandths / 1_000);
    return this.#scale.toPrice(Math.max(1, this.#scale.ticks(price)));
  }

  #distance(thousandths: number): number {
    return this.#scale.toPrice(Math.max(1, this.#scale.ticks(this.#market * thousandths / 1_000)));
  }
}
