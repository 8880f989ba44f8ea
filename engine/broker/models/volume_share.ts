import type { Scale } from "../../domain/mod.ts";
import { partsDown, shareDown } from "./share.ts";

/**
 * Most of a candle that a runner's orders may trade: `⌊volume × share⌋` in whole lots; what is left
 * over waits for the next one. Source: the `volume_limit` of Zipline's VolumeShareSlippage, 2.5 % of a
 * candle unless set.
 *
 * @param volume base units traded in the candle; 0 or NaN (not known) lets nothing trade
 * @param share 0 to 1; null for no limit
 * @returns lots, `Infinity` for no limit
 */
export function capacityLots(volume: number, share: number | null, scale: Scale): number {
  if (share === null) return Infinity;
  return volume > 0 ? shareDown(scale.lotsDown(volume), partsDown(share)) : 0;
}
