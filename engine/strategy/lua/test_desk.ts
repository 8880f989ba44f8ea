/** A market, a position, orders, an account and a log for tests of the host. */
import { Scale } from "../../domain/mod.ts";
import { IndicatorSet } from "../../indicators/mod.ts";
import { CandleWindow, MarketView } from "../../market/mod.ts";
import type {
  ParameterValues,
  StrategyInstance,
  StrategyScope,
  StrategySource,
} from "../strategy.ts";
import { scriptedAccount, ScriptedOrders } from "../scripted_scope.ts";
import { Table, type TValue } from "./fengari.ts";
import { createLuaHost, type LuaHostOptions } from "./mod.ts";

const FIRST_BAR = Date.UTC(2024, 0, 1);

export class TestDesk {
  readonly logs: string[] = [];
  readonly indicators: IndicatorSet;
  readonly scope: StrategyScope;
  readonly view: MarketView;
  readonly position: {
    -readonly [K in keyof StrategyScope["position"]]: StrategyScope["position"][K];
  };
  readonly orders = new ScriptedOrders();
  readonly account = scriptedAccount();
  readonly #window: CandleWindow;
  #bars = 0;

  constructor(bars = 500) {
    this.#window = new CandleWindow(bars);
    this.indicators = new IndicatorSet(this.#window);
    this.view = new MarketView("BTCUSDT", "1m", this.#window, new Scale(0.05, 0.001));
    this.position = {
      side: null,
      quantity: 0,
      entryPrice: 0,
      unrealizedPnl: 0,
      barsHeld: 0,
      stopLoss: NaN,
      takeProfit: NaN,
    };
    this.scope = {
      market: this.view,
      indicators: this.indicators,
      position: this.position,
      orders: this.orders,
      account: this.account,
      log: (level, message) => this.logs.push(`${level} ${message}`),
    };
  }

  /** One-minute bars that close at `closes`, one above and one below for high and low, volume 10. */
  feed(...closes: number[]): void {
    for (const close of closes) {
      const time = FIRST_BAR + this.#bars++ * 60_000;
      this.#window.push(time, close - 0.5, close + 1, close - 1, close, 10);
      this.indicators.update();
      this.view.showClosed();
    }
  }

  load(
    text: string,
    parameters: ParameterValues = {},
    options: LuaHostOptions = {},
  ): Promise<StrategyInstance> {
    return createLuaHost(options).load(sourceOf(text), parameters, this.scope);
  }
}

/** The table in a Lua value. @throws Error when it holds none */
export function tableIn(value: TValue | undefined): Table {
  const held = value?.value;
  if (held instanceof Table) return held;
  throw new Error("This value is no table");
}

export function sourceOf(text: string, file = "test.lua"): StrategySource {
  return {
    name: file.replace(/\.lua$/, ""),
    language: "lua",
    file,
    path: `strategies/${file}`,
    text,
  };
}

/** A strategy whose functions have these bodies; each stands on a line of its own, 2, 5 and 8. */
export function script(bodies: { detect?: string; filter?: string; manage?: string }): string {
  const of = (name: string, body = "") =>
    `function ${name}(market_data, context, indicators)\n${body}\nend\n`;
  return of("detect_opportunity", bodies.detect) + of("filter_commitment", bodies.filter) +
    of("manage_position", bodies.manage);
}
