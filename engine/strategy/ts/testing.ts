/** What the tests of this host share: a market that goes forward bar by bar, and a strategy on it. */
import { Scale } from "../../domain/mod.ts";
import { IndicatorSet } from "../../indicators/mod.ts";
import { CandleWindow, MarketView } from "../../market/mod.ts";
import { resolveParameters } from "../parameters.ts";
import { scriptedAccount, ScriptedOrders } from "../scripted_scope.ts";
import { StrategyFault } from "../strategy.ts";
import type { PositionView, StrategyInstance, StrategyScope, StrategySource } from "../strategy.ts";
import { createTsHost } from "./mod.ts";
import { stripTypes } from "./strip.ts";

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A market, and a position, orders and an account that the test sets as it likes. */
export class Stage {
  readonly window: CandleWindow;
  readonly indicators: IndicatorSet;
  readonly view: MarketView;
  readonly log: string[] = [];
  readonly position: Writable<PositionView> = {
    side: null,
    quantity: 0,
    entryPrice: NaN,
    unrealizedPnl: 0,
    barsHeld: 0,
    stopLoss: NaN,
    takeProfit: NaN,
  };
  readonly orders = new ScriptedOrders();
  readonly account = scriptedAccount();
  readonly scope: StrategyScope;

  constructor(bars = 500) {
    this.window = new CandleWindow(bars);
    this.indicators = new IndicatorSet(this.window);
    this.view = new MarketView("BTCUSDT", "1m", this.window, new Scale(0.05, 0.001));
    this.scope = {
      market: this.view,
      indicators: this.indicators,
      position: this.position,
      orders: this.orders,
      account: this.account,
      log: (level, message) => void this.log.push(`${level} ${message}`),
    };
  }

  /** One more closed bar. */
  bar(close: number, high = close, low = close, volume = 1): void {
    this.window.push(this.window.total * 60_000, close, high, low, close, volume);
    this.indicators.update();
    this.view.showClosed();
  }
}

/** A module with the three functions; each body sees market, context, indicators and tools. */
export function moduleText(
  bodies: { detect?: string; filter?: string; manage?: string; top?: string },
): string {
  const { detect = "", filter = "", manage = "", top = "" } = bodies;
  return `${top}
export function detectOpportunity(market, context, indicators, tools) { ${detect} }
export function filterCommitment(market, context, indicators, tools) { ${filter} }
export function managePosition(market, context, indicators, tools) { ${manage} }
`;
}

export function sourceOf(text: string): StrategySource {
  const file = "sample.ts";
  return { name: "sample", language: "ts", file, path: file, text: stripTypes(text, file) };
}

export async function load(
  text: string,
  stage = new Stage(),
  given: Record<string, unknown> = {},
): Promise<StrategyInstance> {
  const host = createTsHost();
  const source = sourceOf(text);
  const declared = await host.describe(source);
  return await host.load(source, resolveParameters(declared, given), stage.scope);
}

/** The fault a call throws; fails the test where it throws none or anything else. */
export function faultFrom(call: () => unknown): StrategyFault {
  try {
    call();
  } catch (error) {
    if (error instanceof StrategyFault) return error;
    throw new Error("It threw something that is no StrategyFault", { cause: error });
  }
  throw new Error("It threw nothing");
}

export async function faultOfLoading(text: string): Promise<StrategyFault> {
  try {
    await load(text);
  } catch (error) {
    if (error instanceof StrategyFault) return error;
    throw error;
  }
  throw new Error("It loaded");
}
