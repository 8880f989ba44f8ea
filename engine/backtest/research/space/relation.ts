import { badInput, shown } from "../../../domain/mod.ts";
import type { ParameterValues } from "../../../strategy/mod.ts";

/** What has to hold between two parameters, or a parameter and a number: `fast < slow`. */
export interface Relation {
  readonly text: string;
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

/** @throws InputError saying what would be right */
export function relationOf(text: string, names: readonly string[]): Relation {
  const [, left = "", sign = "", right = ""] = FORM.exec(text) ?? [];
  const compare = COMPARE[sign];
  if (compare === undefined) {
    throw badInput(
      `Cannot keep to ${shown(text)}: it has to be like fast<slow, with <, <=, >, >= or !=`,
      "where",
    );
  }
  const a = side(left, text, names);
  const b = side(right, text, names);
  return { text, holds: (values) => compare(a(values), b(values)) };
}

function side(word: string, text: string, names: readonly string[]) {
  const number = Number(word);
  if (!Number.isNaN(number)) return () => number;
  if (names.includes(word)) return (values: ParameterValues) => Number(values[word]);
  throw badInput(
    `Cannot keep to ${shown(text)}: there is no parameter ${word}, the strategy has ` +
      (names.join(", ") || "none"),
    "where",
  );
}
