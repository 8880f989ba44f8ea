import type { FeeSchedule } from "./fee.ts";
import type { LatencyModel } from "./latency.ts";
import type { TakerPrice } from "./taker_price.ts";

/** What a broker is made of. */
export interface BrokerModels {
  readonly fees: FeeSchedule;
  readonly taker: TakerPrice;
  readonly latency: LatencyModel;
  readonly volumeShare: number | null;
  readonly limitFill: "TOUCH" | "THROUGH";
  /** On top of the fee of a liquidation. */
  readonly liquidationFeeBps: number;
}
