/** Half of a test: runs the host where nothing is allowed. */
import { IndicatorSet } from "../../indicators/mod.ts";
import { CandleWindow, MarketView } from "../../market/mod.ts";
import { scriptedAccount, ScriptedOrders } from "../scripted_scope.ts";
import type { StrategySource } from "../strategy.ts";
import { createTsHost } from "./mod.ts";

declare const self: Worker;

self.onmessage = async ({ data }: MessageEvent<StrategySource>) => {
  const window = new CandleWindow(10);
  const market = new MarketView("BTCUSDT", "1m", window);
  const instance = await createTsHost().load(data, {}, {
    market,
    indicators: new IndicatorSet(window),
    position: {
      side: null,
      quantity: 0,
      entryPrice: NaN,
      unrealizedPnl: 0,
      barsHeld: 0,
      stopLoss: NaN,
      takeProfit: NaN,
    },
    orders: new ScriptedOrders(),
    account: scriptedAccount(),
    log() {},
  });
  window.push(0, 7, 7, 7, 7, 1);
  market.showClosed();
  instance.detect();
  self.postMessage(instance.context());
};
