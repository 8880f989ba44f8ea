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
const SIDE = String.raw`([A-Za-z]\w*|-?(?:\d+\.?\d*|\.\d+))`;
const FORM = new RegExp(String.raw`^\s*${SIDE}\s*(<=|>=|<|>|!=)\s*${SIDE}\s*$`);

/**
 * @param field that the error is about
 * @throws InputError saying what would be right
 */
export function relationOf(text: string, specs: readonly ParameterSpec[], field: string): Relation {
  const refuse = (why: string) => badInput(`Cannot keep to ${shown(text)}: ${why}`, field);
  const [, left = "", sign = "", right = ""] = FORM.exec(text) ?? [];
  const compare = COMPARE[sign];
  if (compare === undefined) {
    throw refuse("it has to be like fast<slow, with <, <=, >, >= or !=");
  }
  const names = [...new Set([left, right].filter(isName))];
  const fault = names.map((name) => nameFault(name, specs)).find((each) => each !== null);
  if (fault) throw refuse(fault);
  const [a, b] = [readerOf(left), readerOf(right)];
  return {
    text: `${left} ${sign} ${right}`,
    names,
    holds: (values) => compare(a(values), b(values)),
  };
}

/** Names begin with a letter, numbers never do. */
const isName = (word: string): boolean => /^[A-Za-z]/.test(word);

function nameFault(name: string, specs: readonly ParameterSpec[]): string | null {
  const spec = specs.find((each) => each.name === name);
  if (spec === undefined) {
    const known = specs.map((each) => each.name).join(", ") || "none";
    return `there is no parameter ${name}, the strategy has ${known}`;
  }
  return spec.type === "TEXT" ? `${name} is a text, and only numbers are more or less` : null;
}

function readerOf(word: string): (values: ParameterValues) => number {
  if (isName(word)) return (values) => Number(values[word]);
  const number = Number(word);
  return () => number;
}
