/** Buys one unit at once and keeps it, asking for two averages on every bar. */
import type {
  DetectOpportunity,
  FilterCommitment,
  ManagePosition,
} from "../../../engine/strategy/mod.ts";

export const description = "Long one unit from the first bars on";
export const parameters = {};

export const detectOpportunity: DetectOpportunity = (_market, _context, { ema }) =>
  ema(20) === null ? null : {};
export const filterCommitment: FilterCommitment = () => ({ action: "enter_long", quantity: 1 });
export const managePosition: ManagePosition = (_market, _context, { ema }) =>
  ema(10)! < -ema(20)! ? { action: "exit" } : null;
