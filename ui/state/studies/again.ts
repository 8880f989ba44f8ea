import type { CatalogueData, StrategyFields, StudyDetail } from "../../operations/operations.ts";
import type { Json } from "../../operations/operation.ts";
import { backtestAgain } from "../backtest/form.ts";
import { parameterEntries, type ParameterSpec } from "../parameter_form.ts";
import { durationText } from "./durations.ts";
import { startingStudy, type StudyForm } from "./form.ts";
import { asBacktest, studySettings } from "./settings.ts";
import { isNumeric, startingVaried, type Varied } from "./varied.ts";

/** The form that gives a study again, over the very same candles. */
export function studyAgain(catalogue: CatalogueData, study: StudyDetail): StudyForm {
  const { strategy } = formStrategy(catalogue, study.strategy);
  const settings = studySettings(study);
  const { parameters: choices, windows } = settings;
  const backtest = backtestAgain(catalogue, asBacktest(study, {}));
  const specs = strategy?.parameters ?? [];
  const fixed = Object.entries(choices).filter(([name]) => !isVaried(study, name));
  const form = startingStudy(study.kind, {
    ...backtest,
    parameters: parameterEntries(specs, Object.fromEntries(fixed)),
  }, strategy);
  const varied = specs.map((spec) => {
    const entry = form.backtest.parameters[spec.name] ?? "";
    const given = isVaried(study, spec.name) ? choices[spec.name] ?? null : null;
    return [spec.name, { ...startingVaried(spec, entry), ...variedAgain(spec, given) }] as const;
  });
  const isLong = windows?.inSampleMs !== undefined && windows.outOfSampleMs !== undefined;
  return {
    ...form,
    varied: Object.fromEntries(varied),
    where: settings.where.join(", "),
    search: settings.search,
    trials: String(settings.trials ?? form.trials),
    objective: settings.objective,
    minTrades: String(settings.minTrades),
    windowsBy: isLong ? "LENGTH" : "COUNT",
    windows: String(windows?.windows ?? form.windows),
    inSample: isLong ? durationText(windows.inSampleMs!) : form.inSample,
    outOfSample: isLong ? durationText(windows.outOfSampleMs!) : form.outOfSample,
    isAnchored: windows?.anchored ?? false,
  };
}

function formStrategy({ strategies }: CatalogueData, name: string) {
  const strategy: StrategyFields | null = strategies.find((each) => each.name === name) ?? null;
  return { strategy };
}

function isVaried({ axes }: StudyDetail, name: string): boolean {
  return axes.some((axis) => axis.name === name);
}

/** A range of text as the form has it; what was written otherwise is a list of values. */
function variedAgain(spec: ParameterSpec, choice: Json): Partial<Varied> {
  if (choice === null) return {};
  if (!isNumeric(spec)) {
    return { isOn: true, list: Array.isArray(choice) ? choice.join(",") : String(choice) };
  }
  const [, from, to, step] = /^\s*([^:]+):([^:]+):([^:]+)$/.exec(String(choice)) ?? [];
  if (from === undefined || to === undefined || step === undefined) return { isOn: true };
  return { isOn: true, from: from.trim(), to: to.trim(), step: step.trim() };
}
