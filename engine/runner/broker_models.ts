import {
  type BrokerModels,
  type FeeData,
  FeeSchedule,
  HalfSpread,
  latencyModel,
  slippageModel,
  TakerPrice,
} from "../broker/mod.ts";
import type { ExecutionSettings, OrderSide, PriceTicks, Scale } from "../domain/mod.ts";

/** The models that the settings name. */
export function brokerModels(
  settings: ExecutionSettings,
  scale: Scale,
  runnerId: string,
  fees?: FeeData,
): BrokerModels {
  const spread = new HalfSpread(settings.spreadBps);
  return {
    fees: new FeeSchedule(settings.fees, scale, fees),
    taker: new TakerPrice(scale, spread, slippageModel(settings.slippage)),
    latency: latencyModel(settings.latency, `${settings.seed}/${runnerId}`),
    volumeShare: settings.volumeShare,
    limitFill: settings.limitFill,
    liquidationFeeBps: settings.liquidationFeeBps,
  };
}

/** What a market order would trade at now, but for slippage: at which a position is valued. */
export function markPrice(settings: ExecutionSettings, scale: Scale) {
  const spread = new HalfSpread(settings.spreadBps);
  return (side: OrderSide, price: number, bid: number, ask: number): PriceTicks => {
    const half = spread.half(price, bid, ask);
    const ticks = side === "BUY" ? scale.ticksUp(price + half) : scale.ticksDown(price - half);
    return ticks > 1 ? ticks : 1 as PriceTicks;
  };
}
