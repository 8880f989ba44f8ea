/**
 * Walks a strategy over bars for its tests: the three states with nothing around them. Orders fill
 * at the next open, stop loss and take profit inside the bar (the stop first), without costs.
 */
import { IndicatorSet } from "../../engine/indicators/mod.ts";
import { CandleWindow, MarketView } from "../../engine/market/mod.ts";
import {
  type FilterIntent,
  type ManageIntent,
  type PositionView,
  resolveParameters,
  type StrategyInstance,
  type StrategySource,
} from "../../engine/strategy/mod.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";
import { stripTypes } from "../../engine/strategy/ts/strip.ts";

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
  const { parameters, error } = await host.describe(source);
  if (error) throw new Error(error);
  const drive = new Drive(bars.length);
  const values = resolveParameters(parameters, given);
  const instance = await host.load(source, values, drive.scope);
  for (const bar of bars) drive.step(instance, bar);
  instance.close();
  return drive.steps;
}

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
  #waiting: FilterIntent | ManageIntent | null = null;
  #analyzing = false;

  constructor(bars: number) {
    this.#window = new CandleWindow(Math.min(bars, 500));
    this.#indicators = new IndicatorSet(this.#window);
    this.#view = new MarketView("TEST", "1m", this.#window);
  }

  get scope() {
    return {
      market: this.#view,
      indicators: this.#indicators,
      position: this.#position,
      log() {},
    };
  }

  step(instance: StrategyInstance, bar: Bar): void {
    this.#fill(bar.open);
    if (this.#position.side) this.#protect(bar);
    const { open, high, low, close, volume } = bar;
    this.#window.push(this.#window.total * 60_000, open, high, low, close, volume);
    this.#indicators.update();
    this.#view.showClosed(NaN, NaN);
    if (this.#position.side) {
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
    if (intent.action === "CANCEL") this.#analyzing = false;
    else if (intent.action === "UPDATE_STOPS") this.#position.stopLoss = intent.stopLoss ?? NaN;
    else this.#waiting = intent;
  }

  #fill(price: number): void {
    const intent = this.#waiting;
    this.#waiting = null;
    if (!intent) return;
    const p = this.#position;
    if (intent.action === "EXIT") {
      this.#close("exit");
      return;
    }
    if (intent.action !== "ENTER" && intent.action !== "REVERSE") return;
    p.side = intent.action === "ENTER" ? intent.side : p.side === "LONG" ? "SHORT" : "LONG";
    p.quantity = intent.quantity ?? 1;
    p.entryPrice = price;
    p.barsHeld = 0;
    p.stopLoss = intent.stopLoss ?? NaN;
    p.takeProfit = intent.takeProfit ?? NaN;
    this.#analyzing = false;
    this.#say(p.side === "LONG" ? "long" : "short");
  }

  #protect({ high, low }: Bar): void {
    const { side, stopLoss, takeProfit } = this.#position;
    const long = side === "LONG";
    if (long ? low <= stopLoss : high >= stopLoss) this.#close("stop");
    else if (long ? high >= takeProfit : low <= takeProfit) this.#close("target");
  }

  #close(event: string): void {
    this.#position.side = null;
    this.#say(event);
  }

  #say(event: string, intent?: FilterIntent | ManageIntent): void {
    this.steps.push({ bar: this.#window.total, event, ...(intent ? { intent } : {}) });
  }
}
