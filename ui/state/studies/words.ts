import { plain } from "../../format/words.ts";
import type { Json } from "../../operations/operation.ts";

export function studyAddress(id: string): string {
  return `/studies/${encodeURIComponent(id)}`;
}

/** `Fast 10, Slow 20`: those that vary. */
export function parametersWords(
  parameters: Json,
  axes: readonly { readonly name: string }[],
): string {
  if (typeof parameters !== "object" || parameters === null) return "nothing";
  const words = axes.map(({ name }) => `${plain(name)} ${String(Reflect.get(parameters, name))}`);
  return words.join(", ");
}
