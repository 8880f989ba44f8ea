import { z } from "zod";
import {
  type AccountLimits,
  DEFAULT_RISK,
  type EngineRiskSettings,
  NO_ACCOUNT_LIMITS,
  type RiskSettings,
} from "../../domain/mod.ts";
import { MAX_WINDOW } from "../../market/mod.ts";
import { limit, oneOf, optional, positiveTo, settingsOf, wholeFrom } from "./checks.ts";
import { MAX_LEVERAGE } from "./execution.ts";
import { changed, fieldName, parseSettings, refusal } from "./parse.ts";
import { withoutNulls } from "./without_nulls.ts";

/** Most that a limit which counts may be; more would be none. */
const MAX_COUNT = 100_000;
const MAX_ORDERS_PER_MINUTE = 10_000;
const MAX_AMOUNT = 1e15;

const share = positiveTo(1);

const SizingSchema = z.discriminatedUnion("method", [
  settingsOf({ method: z.literal("FIXED"), quantity: positiveTo(MAX_AMOUNT) }),
  settingsOf({ method: z.literal("EQUITY"), fraction: share }),
  settingsOf({ method: z.literal("RISK"), fraction: share }),
  settingsOf({
    method: z.literal("VOLATILITY"),
    annual: positiveTo(10),
    bars: wholeFrom(3, MAX_WINDOW),
  }),
  settingsOf({
    method: z.literal("KELLY"),
    cap: share,
    minTrades: wholeFrom(1, MAX_COUNT),
  }),
], { error: () => "it has to be one of FIXED, EQUITY, RISK, VOLATILITY, KELLY" });

const LIMITS = {
  maxPosition: limit(positiveTo(MAX_LEVERAGE)),
  maxExposure: limit(positiveTo(MAX_LEVERAGE)),
  maxOpenPositions: limit(wholeFrom(1, MAX_COUNT)),
  maxDailyLoss: limit(share),
  maxDrawdown: limit(share),
  maxConsecutiveLosses: limit(wholeFrom(1, MAX_COUNT)),
  onBreach: optional(oneOf(["REDUCE", "FLATTEN"])),
  cooldownBars: optional(wholeFrom(0, 100_000)),
  maxOrdersPerMinute: limit(wholeFrom(1, MAX_ORDERS_PER_MINUTE)),
  priceCollar: limit(share),
};

const AccountSchema = settingsOf(LIMITS);
const RiskSchema = settingsOf({ sizing: optional(withoutNulls(SizingSchema)), ...LIMITS });
const EngineSchema = settingsOf({
  maxOpenPositions: limit(wholeFrom(1, MAX_COUNT)),
  maxExposure: limit(positiveTo(MAX_AMOUNT)),
  maxSymbolExposure: limit(positiveTo(MAX_AMOUNT)),
});

/** What a runner's limits have to fit. */
export interface RiskFrame {
  readonly leverage: number;
  readonly windowSize: number;
  /** What a quantity has to be a multiple of. */
  isWholeQuantity(quantity: number): boolean;
  readonly quantityStep: number;
}

/**
 * `base` with the limits that the input names; null takes one out.
 *
 * @param name what the caller calls these settings; left out where they are the whole input
 * @throws InputError naming the field, the value and what would be right
 */
export function riskSettings(
  input: unknown,
  frame: RiskFrame,
  base: RiskSettings = DEFAULT_RISK,
  name?: string,
): RiskSettings {
  const settings = changed(base, parseSettings(RiskSchema, input ?? {}, name));
  checkShares(settings, frame.leverage, name);
  checkSizing(settings, frame, name);
  return settings;
}

/** The same for the limits of an account. @throws InputError */
export function accountLimits(
  input: unknown,
  base: AccountLimits = NO_ACCOUNT_LIMITS,
  name?: string,
): AccountLimits {
  return changed(base, parseSettings(AccountSchema, input ?? {}, name));
}

/** The same for the limits over everything. @throws InputError */
export function engineRiskSettings(input: unknown, base: EngineRiskSettings): EngineRiskSettings {
  return changed(base, parseSettings(EngineSchema, input ?? {}));
}

/** More than the margin allows would be no limit. */
function checkShares(settings: RiskSettings, leverage: number, name?: string): void {
  for (const key of ["maxPosition", "maxExposure"] as const) {
    const most = settings[key];
    if (most === null || most <= leverage) continue;
    const right = `it has to be a number above 0, at most the leverage of ${leverage}`;
    throw refusal(field(name, key), most, right);
  }
}

function checkSizing({ sizing }: RiskSettings, frame: RiskFrame, name?: string): void {
  if (sizing.method === "FIXED" && !frame.isWholeQuantity(sizing.quantity)) {
    const right = `it has to be a multiple of the quantity step of ${frame.quantityStep}`;
    throw refusal(field(name, "sizing", "quantity"), sizing.quantity, right);
  }
  if (sizing.method === "VOLATILITY" && sizing.bars > frame.windowSize) {
    const right = `it has to be at most the runner's windowSize of ${frame.windowSize}`;
    throw refusal(field(name, "sizing", "bars"), sizing.bars, right);
  }
}

const field = (name: string | undefined, ...path: string[]): string =>
  fieldName(name === undefined ? path : [name, ...path]);
