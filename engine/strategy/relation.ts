import { badInput, shown } from "../domain/mod.ts";
import type { ParameterSpec, ParameterValues } from "./strategy.ts";

/** What has to hold between two parameters, or a parameter and a number: `fast < slow`. */
export interface Relation {
  /** In its usual spelling, whatever the spaces were. */
  readonly text: string;
  /** The parameters that it is about. */
  readonly names: readonly string[];
  holds(values: ParameterValues): boolean;
}

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "!=": (a, b) => a !== b,
};
const FORM = /^\s*([A-Za-z]\w*|-?[\d.]+)\s*(<=|>=|<|>|!=)\s*([A-Za-z]\w*|-?[\d.]+)\s*$/;

/**
 * @param field that the error is about
 * @throws InputError saying what would be right
 */
export function relationOf(text: string, specs: readonly ParameterSpec[], field: string): Relation {
  const [, left = "", sign = "", right = ""] = FORM.exec(text) ?? [];
  const compare = COMPARE[sign];
  if (compare === undefined) {
    throw badInput(
      `Cannot keep to ${shown(text)}: it has to be like fast<slow, with <, <=, >, >= or !=`,
      field,
    );
  }
  const a = side(left, text, specs, field);
  const b = side(right, text, specs, field);
  return {
    text: `${left} ${sign} ${right}`,
    names: [...new Set([left, right].filter((word) => specs.some(({ name }) => name === word)))],
    holds: (values) => compare(a(values), b(values)),
  };
}

function side(word: string, text: string, specs: readonly ParameterSpec[], field: string) {
  const number = Number(word);
  if (!Number.isNaN(number)) return () => number;
  const spec = specs.find(({ name }) => name === word);
  if (spec === undefined) {
    throw badInput(
      `Cannot keep to ${shown(text)}: there is no parameter ${word}, the strategy has ` +
        (specs.map(({ name }) => name).join(", ") || "none"),
      field,
    );
  }
  if (spec.type === "TEXT") {
    throw badInput(
      `Cannot keep to ${shown(text)}: ${word} is a text, and only numbers are more or less`,
      field,
    );
  }
  return (values: ParameterValues) => Number(values[word]);
}
