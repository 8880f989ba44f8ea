import type { BacktestSettings } from "../../backtest/mod.ts";
import {
  badInput,
  type ExecutionSettings,
  type Instrument,
  type RiskSettings,
  shown,
} from "../../domain/mod.ts";
import { MAX_WINDOW } from "../../market/mod.ts";
import { checkMoney } from "../../runner/mod.ts";
import { executionSettings, riskFrame, riskSettings } from "../settings/mod.ts";
import { sizingSettings } from "./sizing_text.ts";

/** What a backtest starts with, in the quote currency, unless told. */
const DEFAULT_CASH = 10_000;
/** Bars a strategy may look back on unless told, as a runner's window. */
const DEFAULT_WINDOW = 500;
/** Binance's spot fee. */
const DEFAULT_FEE_BPS = 10;

type Unchecked = Readonly<Record<string, unknown>>;

/** Money, execution and risk as a user gives them, unchecked; what is left out is as by default. */
export interface BacktestTermsInput {
  readonly cash?: number | undefined;
  /** For makers and takers alike. */
  readonly feeBps?: number | undefined;
  /** Where makers pay another fee. */
  readonly makerBps?: number | undefined;
  readonly spreadBps?: number | undefined;
  /** A fixed one. */
  readonly slippageBps?: number | undefined;
  readonly leverage?: number | undefined;
  readonly seed?: string | undefined;
  /** `fixed:QUANTITY`, `equity:FRACTION` or `risk:FRACTION`. */
  readonly sizing?: string | undefined;
  /** An `ExecutionSettings` in part, for all the rest. */
  readonly execution?: Unchecked | undefined;
  /** A `RiskSettings` in part. */
  readonly risk?: Unchecked | undefined;
  readonly windowSize?: number | undefined;
  readonly closeAtEnd?: boolean | undefined;
}

export type BacktestTerms = Omit<BacktestSettings, "strategy" | "parameters" | "timeframe">;

/**
 * The terms that all instruments are traded on.
 *
 * @throws InputError naming the field, the value and what would be right
 */
export function backtestTerms(
  input: BacktestTermsInput,
  instruments: readonly Instrument[],
): BacktestTerms {
  checkOneCurrency(instruments);
  const { cash = DEFAULT_CASH, windowSize = DEFAULT_WINDOW, closeAtEnd = false } = input;
  checkMoney({ cash, feeBps: input.feeBps ?? 0, spreadBps: input.spreadBps ?? 0 });
  if (!Number.isInteger(windowSize) || windowSize < 2 || windowSize > MAX_WINDOW) {
    throw badInput(
      `windowSize cannot be ${windowSize}: it has to be a whole number from 2 to ${MAX_WINDOW}`,
      "windowSize",
    );
  }
  const execution = executionOf(input);
  const risk = riskOf(input, instruments, execution, windowSize);
  return { cash, execution, risk, windowSize, closeAtEnd };
}

/** One account counts in one currency: nobody here knows what the one is worth in the other. */
function checkOneCurrency(instruments: readonly Instrument[]): void {
  const [first] = instruments;
  const other = instruments.find(({ quote }) => quote !== first?.quote);
  if (!first || !other) return;
  throw badInput(
    `symbols cannot have ${first.code}, paid in ${first.quote}, beside ${other.code}, paid in ` +
      `${other.quote}: one portfolio has one currency`,
    "symbols",
  );
}

function executionOf(input: BacktestTermsInput): ExecutionSettings {
  const { feeBps, makerBps, spreadBps, slippageBps, leverage, seed, execution = {} } = input;
  checkOnce("feeBps", feeBps, "execution.fees", execution.fees);
  checkOnce("makerBps", makerBps, "execution.fees", execution.fees);
  checkOnce("spreadBps", spreadBps, "execution.spreadBps", execution.spreadBps);
  checkOnce("slippageBps", slippageBps, "execution.slippage", execution.slippage);
  checkOnce("leverage", leverage, "execution.leverage", execution.leverage);
  checkOnce("seed", seed, "execution.seed", execution.seed);
  const takerBps = feeBps ?? DEFAULT_FEE_BPS;
  const fees = { takerBps, makerBps: makerBps ?? takerBps };
  return executionSettings({
    ...execution,
    ...(feeBps === undefined && makerBps === undefined ? {} : { fees }),
    ...(spreadBps === undefined ? {} : { spreadBps }),
    ...(slippageBps === undefined ? {} : { slippage: { model: "FIXED", bps: slippageBps } }),
    ...(leverage === undefined ? {} : { leverage }),
    ...(seed === undefined ? {} : { seed }),
  }, "execution");
}

function riskOf(
  { sizing, risk = {} }: BacktestTermsInput,
  instruments: readonly Instrument[],
  execution: ExecutionSettings,
  windowSize: number,
): RiskSettings {
  checkOnce("sizing", sizing, "risk.sizing", risk.sizing);
  const input = sizing === undefined ? risk : { ...risk, sizing: sizingSettings(sizing) };
  // The same for all of them: only whether it fits is a question of the instrument.
  const [settings] = instruments.map((instrument) =>
    riskSettings(input, riskFrame(execution, windowSize, instrument), undefined, "risk")
  );
  if (!settings) throw new Error("Invariant: a backtest has a market");
  return settings;
}

function checkOnce(short: string, value: unknown, long: string, other: unknown): void {
  if (value === undefined || other === undefined || other === null) return;
  throw badInput(
    `${short} cannot be ${value} together with ${long} ${shown(other)}: one of them says it all`,
    short,
  );
}
