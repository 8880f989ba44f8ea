/** What a script declares at its top level. */
import { badInput, shown } from "../../domain/mod.ts";
import { declaredConstraints } from "../constraints.ts";
import { declaredParameters, MAX_DESCRIPTION_LENGTH, type RawParameter } from "../declaration.ts";
import type { ParameterSpec } from "../strategy.ts";
import { Table, TString } from "./fengari.ts";
import { KnownFields } from "./known_fields.ts";
import { presentable } from "./plain_data.ts";
import { field, kindOf, textOf } from "./values.ts";

const FIELDS = {
  default: "default",
  min: "min",
  max: "max",
  step: "step",
  options: "options",
  description: "description",
};
const KNOWN = new KnownFields(FIELDS);

/** The global `description`; empty where there is none. */
export function descriptionIn(globals: Table): string {
  const text = field(globals, "description")?.value;
  return text instanceof TString ? textOf(text, MAX_DESCRIPTION_LENGTH) : "";
}

/**
 * The global `parameters`, in the order of the source.
 *
 * @throws InputError naming the parameter, the value and what would be right
 */
export function parametersIn(globals: Table): ParameterSpec[] {
  const declared = field(globals, "parameters");
  if (declared === undefined) return [];
  if (!(declared.value instanceof Table)) {
    throw badInput(`parameters cannot be ${kindOf(declared)}: it has to be a table`);
  }
  const found: [string, RawParameter | unknown][] = [];
  for (let entry = declared.value.f; entry !== undefined; entry = entry.n) {
    const name = String(presentable(entry.key));
    const { value } = entry.value;
    if (value instanceof Table) found.push([name, fieldsOf(name, value)]);
    // `fast = 10` is short for `fast = { default = 10 }`.
    else found.push([name, { default: presentable(entry.value) }]);
  }
  return declaredParameters(found);
}

function fieldsOf(name: string, of: Table): RawParameter {
  const slip = KNOWN.misspelled(of);
  if (slip) throw badInput(`Parameter ${name} has a field ${slip[0]}: it has to be ${slip[1]}`);
  for (let entry = of.f; entry !== undefined; entry = entry.n) {
    const key = presentable(entry.key);
    if (!Object.hasOwn(FIELDS, String(key))) {
      const known = Object.values(FIELDS).join(", ");
      throw badInput(`Parameter ${name} has a field ${shown(key)}: there are ${known}`);
    }
  }
  return KNOWN.read(of);
}

/**
 * The global `constraints`.
 *
 * @throws InputError naming the text and what would be right
 */
export function constraintsIn(globals: Table, specs: readonly ParameterSpec[]): string[] {
  const declared = field(globals, "constraints");
  // An empty table is an empty list, which plain data cannot tell.
  const isEmpty = declared?.value instanceof Table && declared.value.f === undefined;
  return isEmpty ? [] : declaredConstraints(presentable(declared), specs);
}

/** Line on which the source sets a global; null where it cannot be told. */
export function globalLine(source: string, name: "parameters" | "constraints"): number | null {
  const at = source.search(new RegExp(`^[ \\t]*${name}[ \\t]*=`, "m"));
  return at < 0 ? null : source.slice(0, at).split("\n").length;
}
