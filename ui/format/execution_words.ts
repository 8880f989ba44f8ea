import type { ExecutionFields } from "../operations/operations.ts";
import { anyNumber, latency as milliseconds, share } from "./numbers.ts";

/** A setting, what it is, and what it means where the words do not say so. */
export interface Worded {
  readonly name: string;
  readonly text: string;
  readonly hint?: string;
}

const bps = (value: number): string => `${anyNumber(value)} bps`;

/** How a runner's orders are executed, in words; what is not at work is left out. */
export function executionWords(execution: ExecutionFields): Worded[] {
  return [
    { name: "Fees", text: feeWords(execution.fees), hint: "Of what is traded, for each fill" },
    ...tierWords(execution.fees),
    {
      name: "Spread",
      text: execution.spreadBps === 0 ? "none" : bps(execution.spreadBps),
      hint: "Where the feed has no quotes",
    },
    { name: "Slippage", text: slippageWords(execution.slippage), hint: "On top of the spread" },
    {
      name: "Latency",
      text: latencyWords(execution.latency),
      hint: "How long an order is on its way",
    },
    { name: "Volume", text: volumeWords(execution.volumeShare) },
    {
      name: "Limit orders",
      text: execution.limitFill === "TOUCH" ? "trade when touched" : "trade when passed",
    },
    ...leverageWords(execution),
    ...fundingWords(execution),
  ];
}

function feeWords({ makerBps, takerBps, tiers }: ExecutionFields["fees"]): string {
  if (tiers.length > 0) {
    return `by volume, ${tiers.length} ${tiers.length === 1 ? "tier" : "tiers"}`;
  }
  return makerBps === takerBps
    ? bps(takerBps)
    : `maker ${anyNumber(makerBps)}, taker ${bps(takerBps)}`;
}

function tierWords({ tiers }: ExecutionFields["fees"]): Worded[] {
  return tiers.map(({ volume, makerBps, takerBps }) => ({
    name: `from ${anyNumber(volume)}`,
    text: `maker ${anyNumber(makerBps)}, taker ${bps(takerBps)}`,
    hint: "Traded in the 30 days before",
  }));
}

function slippageWords(slippage: ExecutionFields["slippage"]): string {
  switch (slippage.model) {
    case "NONE":
      return "none";
    case "FIXED":
      return bps(slippage.bps ?? 0);
    case "VOLUME_SHARE":
      return `volume share, impact ${anyNumber(slippage.impact ?? 0)}`;
    case "SQUARE_ROOT":
      return `square root × ${anyNumber(slippage.coefficient ?? 0)}`;
  }
}

function latencyWords(latency: ExecutionFields["latency"]): string {
  switch (latency.model) {
    case "NONE":
      return "none";
    case "FIXED":
      return milliseconds(latency.ms ?? 0);
    case "UNIFORM":
      return `${anyNumber(latency.minMs ?? 0)} to ${milliseconds(latency.maxMs ?? 0)}`;
    case "LOG_NORMAL":
      return `about ${milliseconds(latency.medianMs ?? 0)}, σ ${anyNumber(latency.sigma ?? 0)}`;
  }
}

function volumeWords(volumeShare: number | null): string {
  return volumeShare === null ? "no limit" : `${share(volumeShare)} of a candle's`;
}

function leverageWords(execution: ExecutionFields): Worded[] {
  const { leverage, maintenanceMargin, liquidationFeeBps } = execution;
  if (leverage === 1) return [{ name: "Leverage", text: "none" }];
  const fee = liquidationFeeBps === 0 ? "" : `, fee ${bps(liquidationFeeBps)}`;
  return [
    { name: "Leverage", text: `up to ${anyNumber(leverage)}×` },
    {
      name: "Liquidation",
      text: `at ${share(maintenanceMargin)}${fee}`,
      hint: "Once the equity falls to this share of what the position is worth",
    },
  ];
}

function fundingWords({ fundingBps, fundingHours }: ExecutionFields): Worded[] {
  if (fundingBps === 0) return [];
  return [{
    name: "Funding",
    text: `${bps(fundingBps)} every ${fundingHours} h`,
    hint: fundingBps > 0 ? "Longs pay shorts" : "Shorts pay longs",
  }];
}
