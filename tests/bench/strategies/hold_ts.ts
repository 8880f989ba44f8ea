/** Buys at the first crossover and keeps what it has, asking for its averages on every bar. */
import type {
  DetectOpportunity,
  FilterCommitment,
  ManagePosition,
  ParameterDeclarations,
} from "../../../engine/strategy/mod.ts";

export const description = "Long one unit from the first crossover on";

export const parameters = {
  fast: { default: 10, min: 2, max: 200, step: 1 },
  slow: { default: 20, min: 3, max: 400, step: 1 },
} satisfies ParameterDeclarations;

type Declared = typeof parameters;

export const detectOpportunity: DetectOpportunity<Declared> = (_market, _context, { ema }, api) => {
  const { fast, slow } = api.params;
  const now = ema(slow);
  const before = ema(slow, 1);
  if (now === null || before === null) return null;
  return ema(fast)! > now && ema(fast, 1)! <= before ? {} : null;
};

export const filterCommitment: FilterCommitment<Declared> = () => ({
  action: "enter_long",
  quantity: 1,
});

export const managePosition: ManagePosition<Declared> = (_market, _context, { ema }, api) => {
  const { fast, slow } = api.params;
  return ema(fast)! < -ema(slow)! ? { action: "exit" } : null;
};
