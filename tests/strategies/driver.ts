/**
 * Walks a strategy over bars for its tests: the three states with nothing around them. Market orders
 * fill at the next open, resting ones inside a bar at their price. Stop loss and take profit fill
 * inside a bar too, the stop first, but not in the one in which a resting order opened the position.
 * There are no costs, and a trailing stop moves once a bar is over.
 */
import { Scale } from "../../engine/domain/mod.ts";
import { IndicatorSet } from "../../engine/indicators/mod.ts";
import { CandleWindow, MarketView } from "../../engine/market/mod.ts";
import {
  type AddIntent,
  type EnterIntent,
  type ExitIntent,
  type FilterIntent,
  type ManageIntent,
  type PositionView,
  resolveParameters,
  type ReverseIntent,
  type StrategyInstance,
  type StrategySource,
} from "../../engine/strategy/mod.ts";
import { scriptedAccount } from "../../engine/strategy/scripted_scope.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";
import { stripTypes } from "../../engine/strategy/ts/strip.ts";
import { Resting } from "./resting.ts";

export interface Bar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

export interface Step {
  readonly bar: number;
  readonly event: string;
  readonly intent?: FilterIntent | ManageIntent;
}

const STRATEGIES = new URL("../../lua-strategies/", import.meta.url);

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export function sourceOf(file: string): StrategySource {
  const [name = "", language = ""] = file.split(".");
  const raw = Deno.readTextFileSync(new URL(file, STRATEGIES));
  const text = language === "ts" ? stripTypes(raw, file) : raw;
  return { name, language, file, path: file, text };
}

export const hostOf = (source: StrategySource) =>
  source.language === "ts" ? createTsHost() : createLuaHost();

/** All that happens when the strategy in `file` meets `bars`. */
export async function drive(
  file: string,
  bars: readonly Bar[],
  given: Record<string, unknown> = {},
): Promise<Step[]> {
  const source = sourceOf(file);
  const host = hostOf(source);
  const declared = await host.describe(source);
  if (declared.error) throw new Error(declared.error);
  const drive = new Drive(bars.length);
  const values = resolveParameters(declared, given);
  const instance = await host.load(source, values, drive.scope);
  for (const bar of bars) drive.step(instance, bar);
  instance.close();
  return drive.steps;
}

type Placing = EnterIntent | AddIntent | ExitIntent;
const PURPOSES = { ENTER: "ENTRY", ADD: "ADD", EXIT: "EXIT" } as const;

class Drive {
  readonly steps: Step[] = [];
  readonly #window: CandleWindow;
  readonly #indicators: IndicatorSet;
  readonly #view: MarketView;
  readonly #position: Writable<PositionView> = {
    side: null,
    quantity: 0,
    entryPrice: NaN,
    unrealizedPnl: 0,
    barsHeld: 0,
    stopLoss: NaN,
    takeProfit: NaN,
  };
  readonly #orders = new Resting<Placing>();
  #waiting: Placing | ReverseIntent | null = null;
  #trail = NaN;
  #analyzing = false;

  constructor(bars: number) {
    this.#window = new CandleWindow(Math.min(bars, 500));
    this.#indicators = new IndicatorSet(this.#window);
    this.#view = new MarketView("TEST", "1m", this.#window, new Scale(0.01, 0.001));
  }

  get scope() {
    return {
      market: this.#view,
      indicators: this.#indicators,
      position: this.#position,
      orders: this.#orders.view,
      account: scriptedAccount(),
      log() {},
    };
  }

  step(instance: StrategyInstance, bar: Bar): void {
    this.#next(bar.open);
    if (this.#position.side) this.#protect(bar);
    for (const { placed, price } of this.#orders.filled(bar)) this.#fill(placed.intent, price);
    const { open, high, low, close, volume } = bar;
    this.#window.push(this.#window.total * 60_000, open, high, low, close, volume);
    for (const { purpose } of this.#orders.age()) this.#expire(purpose);
    this.#indicators.update();
    this.#view.showClosed();
    if (this.#position.side) {
      this.#follow(bar);
      this.#position.barsHeld++;
      this.#take(instance.manage());
      return;
    }
    if (!this.#analyzing && !instance.detect()) return;
    if (!this.#analyzing) this.#say("found");
    this.#analyzing = true;
    this.#take(instance.filter());
  }

  #take(intent: FilterIntent | ManageIntent | null): void {
    if (intent === null) return;
    this.#say("wants", intent);
    switch (intent.action) {
      case "CANCEL":
        this.#analyzing = false;
        return this.#orders.clear();
      case "CANCEL_ORDERS":
        return this.#orders.clear();
      case "UPDATE_STOPS":
        if (intent.stopLoss !== undefined) this.#position.stopLoss = intent.stopLoss ?? NaN;
        return;
      case "REVERSE":
        this.#waiting = intent;
        return;
      default:
        this.#place(intent);
    }
  }

  #place(intent: Placing): void {
    if ((intent.order ?? "MARKET") === "MARKET") {
      this.#waiting = intent;
      return;
    }
    const side = intent.action === "ENTER" ? intent.side : this.#position.side;
    const buys = (side === "LONG") !== (intent.action === "EXIT");
    this.#orders.place(PURPOSES[intent.action], buys ? "BUY" : "SELL", intent);
  }

  /** Without its entry an analysis is over. */
  #expire(purpose: "ENTRY" | "ADD" | "EXIT"): void {
    if (purpose === "ENTRY") this.#analyzing = false;
    this.#say("expired");
  }

  /** What was decided on the bar before, at the open. */
  #next(price: number): void {
    const intent = this.#waiting;
    this.#waiting = null;
    if (intent) this.#fill(intent, price);
  }

  #fill(intent: Placing | ReverseIntent, price: number): void {
    const p = this.#position;
    if (intent.action === "EXIT") return this.#close("exit");
    if (intent.action === "ADD") return this.#add(intent, price);
    p.side = intent.action === "ENTER" ? intent.side : p.side === "LONG" ? "SHORT" : "LONG";
    p.quantity = intent.quantity ?? 1;
    p.entryPrice = price;
    p.barsHeld = 0;
    p.stopLoss = intent.stopLoss ?? NaN;
    p.takeProfit = intent.takeProfit ?? NaN;
    this.#trail = intent.trailingStop ?? NaN;
    this.#follow({ high: price, low: price });
    this.#analyzing = false;
    this.#say(p.side === "LONG" ? "long" : "short");
  }

  #add({ quantity = 1 }: AddIntent, price: number): void {
    const p = this.#position;
    const held = p.quantity + quantity;
    p.entryPrice = (p.entryPrice * p.quantity + price * quantity) / held;
    p.quantity = held;
    this.#say("added");
  }

  /** The trailing stop never goes back. */
  #follow({ high, low }: Pick<Bar, "high" | "low">): void {
    const p = this.#position;
    const level = p.side === "LONG" ? high - this.#trail : low + this.#trail;
    const isCloser = p.side === "LONG" ? level > p.stopLoss : level < p.stopLoss;
    if (isCloser || Number.isNaN(p.stopLoss)) p.stopLoss = level;
  }

  #protect({ high, low }: Bar): void {
    const { side, stopLoss, takeProfit } = this.#position;
    const long = side === "LONG";
    if (long ? low <= stopLoss : high >= stopLoss) this.#close("stop");
    else if (long ? high >= takeProfit : low <= takeProfit) this.#close("target");
  }

  #close(event: string): void {
    this.#position.side = null;
    this.#orders.clear();
    this.#say(event);
  }

  #say(event: string, intent?: FilterIntent | ManageIntent): void {
    this.steps.push({ bar: this.#window.total, event, ...(intent ? { intent } : {}) });
  }
}
