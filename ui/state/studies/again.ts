import type { CatalogueData, StrategyFields, StudyDetail } from "../../operations/operations.ts";
import { backtestAgain } from "../backtest/form.ts";
import { parameterEntries, type ParameterSpec } from "../parameter_form.ts";
import { headingsOf } from "./heat.ts";
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
    const axis = study.axes.find(({ name }) => name === spec.name);
    const values = axis === undefined ? {} : variedAgain(spec, headingsOf(axis.values));
    return [spec.name, { ...startingVaried(spec, entry), ...values }] as const;
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

/** As the catalogue has it now. */
function formStrategy({ strategies }: CatalogueData, name: string) {
  const strategy: StrategyFields | null = strategies.find((each) => each.name === name) ?? null;
  return { strategy };
}

function isVaried({ axes }: StudyDetail, name: string): boolean {
  return axes.some((axis) => axis.name === name);
}

/** Values that were tried: as a range where they are one, else as a list. */
function variedAgain(spec: ParameterSpec, values: readonly string[]): Partial<Varied> {
  const list = values.join(",");
  const [first, second] = values.map(Number);
  const last = values.at(-1);
  if (!isNumeric(spec) || first === undefined || second === undefined || last === undefined) {
    return { isOn: true, list };
  }
  const step = Number((second - first).toPrecision(10));
  const isRange = step > 0 &&
    values.every((value, n) => Math.abs(Number(value) - first - n * step) < step / 1e6);
  return isRange
    ? { isOn: true, from: String(first), to: last, step: String(step), list: "" }
    : { isOn: true, list };
}
