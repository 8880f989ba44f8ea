import type { RiskRule } from "../rule.ts";
import { engineExposureRule } from "./engine_exposure.ts";
import { exposureRule } from "./exposure.ts";
import { fundsRule } from "./funds.ts";
import { minNotionalRule } from "./min_notional.ts";
import { openPositionsRule } from "./open_positions.ts";
import { positionSizeRule } from "./position_size.ts";
import { priceCollarRule } from "./price_collar.ts";
import { quantityRule } from "./quantity.ts";
import { stopSideRule } from "./stop_side.ts";

/** Every rule an entry has to pass, in the order they are asked: what is nonsense first. */
export const ENTRY_RULES: readonly RiskRule[] = [
  quantityRule,
  minNotionalRule,
  stopSideRule,
  priceCollarRule,
  fundsRule,
  positionSizeRule,
  exposureRule,
  openPositionsRule,
  engineExposureRule,
];

export * from "./engine_exposure.ts";
export * from "./exposure.ts";
export * from "./funds.ts";
export * from "./min_notional.ts";
export * from "./open_positions.ts";
export * from "./position_size.ts";
export * from "./price_collar.ts";
export * from "./quantity.ts";
export * from "./stop_side.ts";
