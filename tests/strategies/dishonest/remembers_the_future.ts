/** Cheats on purpose: what it saw in an earlier run it knows in the next one, the future included. */
import type {
  DetectOpportunity,
  FilterCommitment,
  ManagePosition,
} from "../../../engine/strategy/mod.ts";

const MINUTE = 60_000;

/** Outlives the run: every module of the worker reads the same. */
function closesEverSeen(): Map<number, number> {
  const shared: { closes?: Map<number, number> } = globalThis as object;
  return shared.closes ??= new Map();
}

/** The next close where it was seen before; the one before it for a first run. */
function guess(market: Parameters<DetectOpportunity>[0]): number {
  const closes = closesEverSeen();
  closes.set(market.timestamp, market.close);
  const next = closes.get(market.timestamp + MINUTE);
  return next === undefined
    ? market.close - (market.closeAt(1) ?? market.close)
    : next - market.close;
}

export const detectOpportunity: DetectOpportunity = (market) => guess(market) > 0 ? {} : null;

export const filterCommitment: FilterCommitment = () => ({ action: "enter_long", quantity: 1 });

export const managePosition: ManagePosition = (market) =>
  guess(market) < 0 ? { action: "exit" } : null;
