import type { z } from "zod";
import { badInput, shown } from "../../domain/mod.ts";

/** `execution.fees.tiers.0.volume` */
export const fieldName = (path: readonly PropertyKey[]): string => path.map(String).join(".");

/**
 * @param name what the caller calls the settings; left out where they are the whole input
 * @throws InputError naming the field, the value and what would be right
 */
export function parseSettings<T>(schema: z.ZodType<T>, input: unknown, name?: string): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0]!;
  const at = [...(name === undefined ? [] : [name]), ...issue.path];
  if (issue.code === "unrecognized_keys") {
    const field = fieldName([...at, issue.keys[0]!]);
    throw badInput(`Unknown setting ${field}: ${issue.message}`, field);
  }
  throw refusal(fieldName(at), valueAt(input, issue.path), issue.message);
}

/** @param right "it has to be …" */
export function refusal(field: string, value: unknown, right: string) {
  const given = value === undefined ? "is missing" : `cannot be ${shown(value)}`;
  return badInput(`${field} ${given}: ${right}`, field);
}

function valueAt(input: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined,
    input,
  );
}

/** `base` with what `change` says; what that leaves out stays. */
export function changed<T extends object>(
  base: T,
  change: { readonly [K in keyof T]?: T[K] | undefined },
): T {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...base, ...Object.fromEntries(named) };
}
