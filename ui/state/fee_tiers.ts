import type { FeeTierInput } from "../operations/operations.ts";

/** As `FeeTierInput` has them: what fees cannot be above. */
const MOST_BPS = 1_000;
const MOST_TIERS = 20;

/** Fee tiers as they are typed: `1000000 8 9; 5000000 6 7`, each its volume, maker and taker. */
export function tiersText(tiers: unknown): string | null {
  if (!Array.isArray(tiers)) return null;
  return tiers.map(({ volume, makerBps, takerBps }: FeeTierInput) =>
    `${volume} ${makerBps} ${takerBps}`
  ).join("; ");
}

export function tiersFault(text: string): string | null {
  const tiers = tiersOf(text);
  if (tiers.length > MOST_TIERS) return `Has to be ${MOST_TIERS} at most`;
  for (const [i, { volume, makerBps, takerBps }] of tiers.entries()) {
    const rates = [makerBps, takerBps];
    if (rates.some((rate) => !(rate >= 0 && rate <= MOST_BPS)) || !(volume > 0)) {
      return `Has to be volume, maker and taker each: 1000000 8 9; 5000000 6 7`;
    }
    if (volume <= (tiers[i - 1]?.volume ?? 0)) return "Volumes have to ascend";
  }
  return null;
}

/** Of a text that was found right; none for an empty one. */
export function tiersOf(text: string): FeeTierInput[] {
  return text.split(";").map((part) => part.trim()).filter((part) => part !== "").map((part) => {
    const [volume = NaN, makerBps = NaN, takerBps = NaN, ...more] = part.split(/\s+/).map(Number);
    return { volume: more.length > 0 ? NaN : volume, makerBps, takerBps };
  });
}
