import { badInput, shown } from "../domain/mod.ts";
import { type Relation, relationOf } from "./relation.ts";
import type { Declared, ParameterSpec, ParameterValues } from "./strategy.ts";

/** Constraints a strategy may declare. */
export const MAX_CONSTRAINTS = 20;

/** The field that errors of a declaration name. */
export const CONSTRAINTS_FIELD = "constraints";

/**
 * What a strategy's `constraints` say, each in its usual spelling.
 *
 * @throws InputError naming the text and what would be right
 */
export function declaredConstraints(raw: unknown, specs: readonly ParameterSpec[]): string[] {
  if (raw === undefined || raw === null) return [];
  if (!Array.isArray(raw)) {
    return refuse(`constraints cannot be ${shown(raw)}: it has to be a list such as "fast < slow"`);
  }
  if (raw.length > MAX_CONSTRAINTS) {
    refuse(`Cannot declare ${raw.length} constraints: at most ${MAX_CONSTRAINTS}`);
  }
  return raw.map((text) => declaredConstraint(text, specs));
}

function declaredConstraint(text: unknown, specs: readonly ParameterSpec[]): string {
  if (typeof text !== "string") {
    return refuse(`constraints cannot hold ${shown(text)}: only texts such as "fast < slow"`);
  }
  const relation = relationOf(text, specs, CONSTRAINTS_FIELD);
  if (relation.names.length === 0) {
    refuse(`Cannot keep to ${shown(text)}: it has to be about a parameter`);
  }
  const defaults = Object.fromEntries(specs.map((spec) => [spec.name, spec.default]));
  if (!relation.holds(defaults)) {
    refuse(
      `The defaults do not fit: ${valuesText(relation.names, defaults)}, ` +
        `and ${relation.text} has to hold`,
    );
  }
  return relation.text;
}

/** The relations that a strategy declares between its parameters. */
export function constraintsOf({ parameters, constraints }: Declared): Relation[] {
  return constraints.map((text) => relationOf(text, parameters, CONSTRAINTS_FIELD));
}

/**
 * @param given names of those that a user gave: the error is about the first of them that breaks one
 * @throws InputError naming the parameter, the values and the constraint
 */
export function checkConstraints(
  declared: Declared,
  values: ParameterValues,
  given: readonly string[],
): void {
  const broken = constraintsOf(declared).find((relation) => !relation.holds(values));
  if (broken === undefined) return;
  const { names, text } = broken;
  const culprit = given.find((name) => names.includes(name)) ?? names[0]!;
  const others = names.filter((name) => name !== culprit);
  const beside = others.length === 0 ? "" : ` with ${valuesText(others, values)}`;
  throw badInput(
    `Parameter ${culprit} cannot be ${shown(values[culprit])}${beside}: ${text} has to hold`,
    `parameters.${culprit}`,
  );
}

/** `fast 10 and slow 20` */
function valuesText(names: readonly string[], values: ParameterValues): string {
  return names.map((name) => `${name} ${shown(values[name])}`).join(" and ");
}

function refuse(message: string): never {
  throw badInput(message, CONSTRAINTS_FIELD);
}
