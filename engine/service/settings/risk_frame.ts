import { type ExecutionSettings, type Instrument, scaleOf } from "../../domain/mod.ts";
import type { RiskFrame } from "./risk.ts";

/** What the limits of a runner have to fit. */
export function riskFrame(
  execution: ExecutionSettings,
  windowSize: number,
  instrument: Instrument,
): RiskFrame {
  const scale = scaleOf(instrument);
  return {
    leverage: execution.leverage,
    windowSize,
    quantityStep: instrument.quantityStep,
    isWholeQuantity: (quantity) => scale.isWholeLots(quantity),
  };
}
