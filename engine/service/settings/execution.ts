import { z } from "zod";
import { DEFAULT_EXECUTION, type ExecutionSettings, type FeeTier } from "../../domain/mod.ts";
import {
  numberFrom,
  oneOf,
  optional,
  positiveTo,
  settingsOf,
  textTo,
  wholeFrom,
} from "./checks.ts";
import { withoutNulls } from "./without_nulls.ts";
import { changed, fieldName, parseSettings, refusal } from "./parse.ts";

const MAX_BPS = 1_000;
const MAX_DELAY_MS = 60_000;
/** Tiers that one fee schedule may have. */
export const MAX_FEE_TIERS = 20;
const MAX_VOLUME = 1e12;
export const MAX_LEVERAGE = 125;
const MAX_SEED_LENGTH = 100;

const bps = numberFrom(0, MAX_BPS);
const delayMs = wholeFrom(0, MAX_DELAY_MS);

const FeeTierSchema = settingsOf({
  volume: positiveTo(MAX_VOLUME),
  makerBps: bps,
  takerBps: bps,
});

const tiersRight = { error: () => `it has to be a list of at most ${MAX_FEE_TIERS} tiers` };

const FeesSchema = settingsOf({
  makerBps: optional(bps),
  takerBps: optional(bps),
  tiers: optional(z.array(FeeTierSchema, tiersRight).max(MAX_FEE_TIERS, tiersRight)),
});

const SlippageSchema = z.discriminatedUnion("model", [
  settingsOf({ model: z.literal("NONE") }),
  settingsOf({ model: z.literal("FIXED"), bps }),
  settingsOf({ model: z.literal("VOLUME_SHARE"), impact: numberFrom(0, 1) }),
  settingsOf({ model: z.literal("SQUARE_ROOT"), coefficient: numberFrom(0, 100) }),
], { error: () => "it has to be one of NONE, FIXED, VOLUME_SHARE, SQUARE_ROOT" });

const LatencySchema = z.discriminatedUnion("model", [
  settingsOf({ model: z.literal("NONE") }),
  settingsOf({ model: z.literal("FIXED"), ms: delayMs }),
  settingsOf({ model: z.literal("UNIFORM"), minMs: delayMs, maxMs: delayMs }),
  settingsOf({
    model: z.literal("LOG_NORMAL"),
    medianMs: numberFrom(0, MAX_DELAY_MS),
    sigma: numberFrom(0, 10),
  }),
], { error: () => "it has to be one of NONE, FIXED, UNIFORM, LOG_NORMAL" });

const ExecutionSchema = settingsOf({
  fees: optional(FeesSchema),
  spreadBps: optional(bps),
  slippage: optional(withoutNulls(SlippageSchema)),
  latency: optional(withoutNulls(LatencySchema)),
  volumeShare: positiveTo(1).nullable().optional(),
  limitFill: optional(oneOf(["TOUCH", "THROUGH"])),
  leverage: optional(numberFrom(1, MAX_LEVERAGE)),
  maintenanceMargin: optional(numberFrom(0, 0.5)),
  liquidationFeeBps: optional(bps),
  fundingBps: optional(numberFrom(-MAX_BPS, MAX_BPS)),
  fundingHours: optional(oneOf([1, 2, 4, 8, 12, 24])),
  seed: optional(textTo(MAX_SEED_LENGTH)),
});

/**
 * How orders are executed, checked; what is left out is as by default.
 *
 * @param name what the caller calls these settings
 * @throws InputError naming the field, the value and what would be right
 */
export function executionSettings(input: unknown, name: string): ExecutionSettings {
  const { fees, ...rest } = parseSettings(ExecutionSchema, input ?? {}, name);
  const settings = changed(DEFAULT_EXECUTION, {
    ...rest,
    fees: changed(DEFAULT_EXECUTION.fees, fees ?? {}),
  });
  checkTiers(settings.fees.tiers, name);
  checkLatency(settings.latency, name);
  checkMargin(settings, name);
  return settings;
}

function checkTiers(tiers: readonly FeeTier[], name: string): void {
  tiers.forEach(({ volume }, i) => {
    const least = tiers[i - 1]?.volume ?? 0;
    if (volume > least) return;
    const field = fieldName([name, "fees", "tiers", i, "volume"]);
    throw refusal(field, volume, `volumes ascend, and the one before is ${least}`);
  });
}

function checkLatency(latency: ExecutionSettings["latency"], name: string): void {
  if (latency.model !== "UNIFORM" || latency.minMs <= latency.maxMs) return;
  const field = fieldName([name, "latency", "maxMs"]);
  throw refusal(field, latency.maxMs, `it has to be at least minMs, which is ${latency.minMs}`);
}

/** A position that is opened with all the leverage there is must not be closed for it at once. */
function checkMargin({ maintenanceMargin, leverage }: ExecutionSettings, name: string): void {
  if (maintenanceMargin * leverage < 1) return;
  const field = fieldName([name, "maintenanceMargin"]);
  throw refusal(
    field,
    maintenanceMargin,
    `it has to be below 1 ÷ leverage, which is ${1 / leverage}`,
  );
}
