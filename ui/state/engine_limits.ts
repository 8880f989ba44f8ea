import type { EngineRiskFields, EngineRiskInput } from "../operations/operations.ts";
import { numberReader, type SettingEntries, type SettingSpec } from "./setting_fields.ts";

/** Limits over everything in the engine. */
export const ENGINE_FIELDS: readonly SettingSpec[] = [
  {
    key: "maxOpenPositions",
    label: "Open positions",
    rule: { min: 1, isWhole: true },
    mayBeEmpty: true,
    hint: "At once, over all runners",
  },
  {
    key: "maxExposure",
    label: "Exposure",
    rule: { above: 0 },
    mayBeEmpty: true,
    hint: "In each currency",
  },
  {
    key: "maxSymbolExposure",
    label: "Of one symbol",
    rule: { above: 0 },
    mayBeEmpty: true,
    hint: "Over all runners on it",
  },
];

/** What is sent, of entries that were found right; what is left empty is taken out. */
export function engineInput(entries: SettingEntries): EngineRiskInput {
  const { orNull } = numberReader(ENGINE_FIELDS, entries);
  return {
    maxOpenPositions: orNull("maxOpenPositions"),
    maxExposure: orNull("maxExposure"),
    maxSymbolExposure: orNull("maxSymbolExposure"),
  };
}

/** One thing that a limit counts, and how much of it there is. */
export interface Held {
  readonly name: string;
  readonly value: number;
  readonly limit: number | null;
}

/** What is held now, largest first, with the limit that counts for it. */
export function exposures(risk: EngineRiskFields): readonly Held[] {
  const held = (list: EngineRiskFields["byCurrency"], limit: number | null): Held[] =>
    list.filter(({ notional }) => notional > 0)
      .map(({ name, notional }) => ({ name, value: notional, limit }))
      .sort((a, b) => b.value - a.value);
  return [
    ...held(risk.byCurrency, risk.maxExposure),
    ...held(risk.bySymbol, risk.maxSymbolExposure),
  ];
}
