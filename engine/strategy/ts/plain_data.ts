import { type Json, type JsonObject, shown } from "../../domain/mod.ts";

/** How deep a context may be nested. */
export const MAX_CONTEXT_DEPTH = 8;
/** Values a context may hold, all levels together. */
export const MAX_CONTEXT_VALUES = 1_000;
/** Characters of a text in a context; the rest is cut off. */
export const MAX_CONTEXT_TEXT = 1_000;

/** What the host puts into a context; it is not the strategy's to keep. */
const HOST_FIELDS: ReadonlySet<string> = new Set(["position", "orders"]);

/** Says what to make of a value that is not plain data. */
type Misfit = (path: string, value: unknown, right: string) => null;

/**
 * Copies an object that is to be a context: numbers, texts, booleans, null, and objects and lists
 * of them. What the host puts into it is left out.
 */
function copyContext(context: object, misfit: Misfit): JsonObject {
  let left = MAX_CONTEXT_VALUES;

  const copy = (value: unknown, path: string, depth: number): Json => {
    if (--left < 0) return misfit(path, value, `among at most ${MAX_CONTEXT_VALUES} values`);
    switch (typeof value) {
      case "string":
        return value.slice(0, MAX_CONTEXT_TEXT);
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) ? value : misfit(path, value, "a finite number");
      case "object":
        if (value === null) return null;
        if (depth >= MAX_CONTEXT_DEPTH) {
          return misfit(path, "more", `nested at most ${MAX_CONTEXT_DEPTH} deep`);
        }
        if (Array.isArray(value)) {
          return value.map((item, i) => copy(item, `${path}[${i}]`, depth + 1));
        }
        if (isPlain(value)) return entries(value, `${path}.`, depth + 1);
        return misfit(path, value, "plain data");
      default:
        return misfit(path, value, "plain data");
    }
  };

  const entries = (value: object, prefix: string, depth: number): JsonObject => {
    const made: Record<string, Json> = {};
    for (const [name, item] of Object.entries(value)) {
      if (item === undefined || (depth === 1 && HOST_FIELDS.has(name))) continue;
      made[name] = copy(item, prefix + name, depth);
    }
    return made;
  };

  return entries(context, "", 1);
}

export function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** @throws TypeError naming the field, its value and what would be right */
export function strictContext(context: object): JsonObject {
  if (isEmpty(context)) return {};
  return copyContext(context, (path, value, right) => {
    throw new TypeError(`${path} cannot be ${shown(String(value))}: it has to be ${right}`);
  });
}

function isEmpty(context: object): boolean {
  for (const name in context) if (Object.hasOwn(context, name)) return false;
  return true;
}

/** The same for a context that is only looked at: what does not fit reads as null. */
export function lenientContext(context: object): JsonObject {
  return copyContext(context, () => null);
}
