import { type Errors, numberFault, type NumberRule } from "./parameter_form.ts";

/** What stands in a form of settings, as typed, by the API's name of each: `slippage.bps`. */
export type SettingEntries = Readonly<Record<string, string>>;

interface CommonSpec {
  /** Its path in the settings. */
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  /** True where it means something beside what else stands in the form; always without. */
  readonly isShown?: (entries: SettingEntries) => boolean;
  /** Takes the room of two. */
  readonly isWide?: boolean;
}

export interface NumberSpec extends CommonSpec {
  readonly rule: NumberRule;
  readonly unit?: string;
  /** Typed as a percentage, sent as a fraction. */
  readonly isPercent?: boolean;
  /** Left empty it is null: no limit. */
  readonly mayBeEmpty?: boolean;
}

/** Several values in one line of text. */
export interface TextSpec extends CommonSpec {
  readonly unit?: string;
  readonly placeholder: string;
  /** The setting as it is typed; null for what it cannot be. */
  readonly textOf: (value: unknown) => string | null;
  readonly textFault: (text: string) => string | null;
}

export interface ChoiceSpec extends CommonSpec {
  readonly options: readonly ChoiceOption[];
}

export interface ChoiceOption {
  readonly value: string;
  readonly text: string;
  /** What else this choice puts into the form. */
  readonly sets?: SettingEntries;
}

/** One setting of a form. */
export type SettingSpec = NumberSpec | ChoiceSpec | TextSpec;

export function isChoice(spec: SettingSpec): spec is ChoiceSpec {
  return "options" in spec;
}

export function isText(spec: SettingSpec): spec is TextSpec {
  return "textOf" in spec;
}

function isNumber(spec: SettingSpec): spec is NumberSpec {
  return "rule" in spec;
}

export function shownSpecs(specs: readonly SettingSpec[], entries: SettingEntries): SettingSpec[] {
  return specs.filter(({ isShown }) => isShown?.(entries) ?? true);
}

/** The form with one entry changed, and with what the choice brings along. */
export function withEntry(
  entries: SettingEntries,
  spec: SettingSpec,
  value: string,
): SettingEntries {
  const chosen = isChoice(spec) ? spec.options.find((option) => option.value === value) : undefined;
  return { ...entries, [spec.key]: value, ...chosen?.sets };
}

/** Faults of what is shown, by key; none when all is well. */
export function settingFaults(specs: readonly SettingSpec[], entries: SettingEntries): Errors {
  const faults: Record<string, string> = {};
  for (const spec of shownSpecs(specs, entries)) {
    const fault = faultOf(spec, entries[spec.key] ?? "");
    if (fault !== null) faults[spec.key] = fault;
  }
  return faults;
}

function faultOf(spec: SettingSpec, text: string): string | null {
  if (isText(spec)) return spec.textFault(text);
  if (!isNumber(spec)) return null;
  const { rule, mayBeEmpty = false } = spec;
  return mayBeEmpty && text.trim() === "" ? null : numberFault(text, rule);
}

/** The form that shows settings as they are; what they do not have keeps its entry in `base`. */
export function settingEntries(
  specs: readonly SettingSpec[],
  settings: object,
  base: SettingEntries,
): SettingEntries {
  const entries: Record<string, string> = { ...base };
  for (const spec of specs) {
    const value = valueAt(settings, spec.key);
    if (isText(spec)) entries[spec.key] = spec.textOf(value) ?? base[spec.key] ?? "";
    else if (typeof value === "string") entries[spec.key] = value;
    else if (typeof value === "number") entries[spec.key] = numberText(spec, value);
    else if (value === null && isNumber(spec) && spec.mayBeEmpty) entries[spec.key] = "";
  }
  return entries;
}

function valueAt(settings: object, key: string): unknown {
  return key.split(".").reduce<unknown>(
    (value, name) =>
      typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined,
    settings,
  );
}

function numberText(spec: SettingSpec, value: number): string {
  const isPercent = isNumber(spec) && spec.isPercent === true;
  return String(isPercent ? withoutDust(value * 100) : value);
}

/** Twelve digits: 0.07 × 100 is 7, and 0.7 ÷ 100 is 0.007. */
function withoutDust(value: number): number {
  return Number(value.toPrecision(12));
}

/** Reads numbers out of a form whose entries were found right. */
export function numberReader(specs: readonly SettingSpec[], entries: SettingEntries) {
  const value = (key: string): number => {
    const spec = specs.find((each) => each.key === key);
    const typed = Number(entries[key]);
    const isPercent = spec !== undefined && isNumber(spec) && spec.isPercent === true;
    return isPercent ? withoutDust(typed / 100) : typed;
  };
  const orNull = (key: string): number | null =>
    (entries[key] ?? "").trim() === "" ? null : value(key);
  return { value, orNull };
}
