import { plain } from "../format/words.ts";
import type { Json } from "../operations/operation.ts";

/** What has to hold between two parameters, or a parameter and a number, as the service reads it. */
export interface Relation {
  /** The parameters that it is about; the service refuses those that are unknown to the strategy, and texts. */
  readonly names: readonly string[];
  holds(values: Values): boolean;
}

export type Values = Readonly<Record<string, Json>>;

const COMPARE: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  "<": (a, b) => a < b,
  "<=": (a, b) => a <= b,
  ">": (a, b) => a > b,
  ">=": (a, b) => a >= b,
  "!=": (a, b) => a !== b,
};
const SIDE = String.raw`([A-Za-z]\w*|-?(?:\d+\.?\d*|\.\d+))`;
const FORM = new RegExp(String.raw`^\s*${SIDE}\s*(<=|>=|<|>|!=)\s*${SIDE}\s*$`);

/** `fast < slow`; null for what is none. */
export function readRelation(text: string): Relation | null {
  const [, left = "", sign = "", right = ""] = FORM.exec(text) ?? [];
  const compare = COMPARE[sign];
  if (compare === undefined) return null;
  const side = (word: string, values: Values) => Number(isName(word) ? values[word] : word);
  return {
    names: [...new Set([left, right].filter(isName))],
    holds: (values) => compare(side(left, values), side(right, values)),
  };
}

/** Those that can be read. */
export function readRelations(texts: readonly string[]): Relation[] {
  return texts.flatMap((text) => readRelation(text) ?? []);
}

/** What declared relations say of values, by parameter; where a value is missing they say nothing. */
export function relationFaults(
  texts: readonly string[],
  values: Values,
): Readonly<Record<string, string>> {
  const faults: Record<string, string> = {};
  for (const text of texts) {
    const relation = readRelation(text);
    if (relation === null || !isKnown(relation, values) || relation.holds(values)) continue;
    for (const name of relation.names) faults[name] ??= mustHold([text]);
  }
  return faults;
}

/** True where each of its parameters has a value that can be more or less. */
export function isKnown({ names }: Relation, values: Values): boolean {
  return names.every((name) => Object.hasOwn(values, name) && typeof values[name] !== "string");
}

/** `Fast < slow has to hold` */
export function mustHold(texts: readonly string[]): string {
  return `${plain(texts.join(", "))} ${texts.length > 1 ? "have" : "has"} to hold`;
}

const isName = (word: string): boolean => /^[A-Za-z]/.test(word);
