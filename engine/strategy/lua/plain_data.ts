/** Lua tables as plain data and back: the context in snapshots and over a restart. */
import type { Json, JsonObject } from "../../domain/mod.ts";
import {
  luaH_setfrom,
  type LuaState,
  Table,
  type TableEntry,
  TString,
  type TValue,
} from "./fengari.ts";
import {
  BOOLEAN,
  boolean,
  isNumber,
  kindOf,
  nil,
  number,
  string,
  table,
  textOf,
} from "./values.ts";

/** How deep a context may be nested. */
export const MAX_CONTEXT_DEPTH = 8;
/** Values a context may hold, all levels together. */
export const MAX_CONTEXT_VALUES = 1_000;
/** Bytes of a text in a context; the rest is cut off. */
export const MAX_CONTEXT_TEXT = 1_000;

/** What the host puts into a context; it is not the strategy's to keep. */
const HOST_FIELDS: ReadonlySet<string> = new Set(["position", "orders"]);

/** Says what to make of a value that is not plain data. */
type Misfit = (path: string, value: string, right: string) => null;

class Copier {
  #left = MAX_CONTEXT_VALUES;
  readonly #misfit: Misfit;

  constructor(misfit: Misfit) {
    this.#misfit = misfit;
  }

  entries(of: Table, path: string, depth: number): JsonObject {
    const made: [string, Json][] = [];
    for (let entry = of.f; entry !== undefined; entry = entry.n) {
      if (this.#full(path)) break;
      const name = keyText(entry);
      if (name === null) this.#misfit(path, `the key ${kindOf(entry.key)}`, "a text or a number");
      else if (depth > 1 || !HOST_FIELDS.has(name)) {
        made.push([name, this.value(entry.value, path ? `${path}.${name}` : name, depth)]);
      }
    }
    // Not by assignment: a key may be `__proto__`.
    return Object.fromEntries(made);
  }

  value(of: TValue, path: string, depth: number): Json {
    this.#left--;
    const { value } = of;
    if (value instanceof TString) return textOf(value, MAX_CONTEXT_TEXT);
    if (value instanceof Table) {
      if (depth < MAX_CONTEXT_DEPTH) return this.#listOrObject(value, path, depth + 1);
      return this.#misfit(path, "a table", `nested at most ${MAX_CONTEXT_DEPTH} deep`);
    }
    if (typeof value === "number") {
      return Number.isFinite(value) ? value : this.#misfit(path, String(value), "a finite number");
    }
    if (typeof value === "boolean") return value;
    return value === null ? null : this.#misfit(path, kindOf(of), "plain data");
  }

  #full(path: string): boolean {
    if (this.#left > 0) return false;
    this.#misfit(path, "so large", `of at most ${MAX_CONTEXT_VALUES} values`);
    return true;
  }

  #listOrObject(of: Table, path: string, depth: number): Json {
    const n = of.strong.size;
    if (n === 0 || !isSequence(of)) return this.entries(of, path, depth);
    const list: Json[] = [];
    for (let i = 1; i <= n; i++) {
      if (this.#full(path)) break;
      list.push(this.value(of.strong.get(i)?.value ?? nil(), `${path}[${i}]`, depth));
    }
    return list;
  }
}

/** True for the keys 1 to n and no others. */
function isSequence(of: Table): boolean {
  const n = of.strong.size;
  for (let i = 1; i <= n && i <= MAX_CONTEXT_VALUES; i++) if (!of.strong.has(i)) return false;
  return true;
}

/** A key as a text; null where it is neither a text nor a number. */
export function keyText({ key }: TableEntry): string | null {
  const { value } = key;
  if (value instanceof TString) return textOf(value, MAX_CONTEXT_TEXT);
  return isNumber(key) ? String(value) : null;
}

/**
 * A context as plain data, without what the host puts into it.
 *
 * @throws TypeError naming the field, its value and what would be right
 */
export function strictContext(context: Table): JsonObject {
  return new Copier((path, value, right) => {
    throw new TypeError(`${path || "context"} cannot be ${value}: it has to be ${right}`);
  }).entries(context, "", 1);
}

/** The same for a context that is only looked at: what does not fit reads as null. */
export function lenientContext(context: Table): JsonObject {
  return new Copier(() => null).entries(context, "", 1);
}

/** Any value as error messages show it (see `shown`). */
export function presentable(value: TValue | undefined): unknown {
  if (value === undefined || value.value === null) return undefined;
  if (value.type === BOOLEAN || isNumber(value)) return value.value;
  if (value.value instanceof TString) return textOf(value.value, MAX_CONTEXT_TEXT);
  if (value.value instanceof Table) return new Copier(() => null).value(value, "", 1);
  return { toJSON: () => "a function" };
}

/** Plain data as a Lua value. Texts that are numbers come back as keys that are numbers. */
export function toLua(L: LuaState, json: Json): TValue {
  if (json === null) return nil();
  switch (typeof json) {
    case "number":
      return number(json);
    case "string":
      return string(json);
    case "boolean":
      return boolean(json);
  }
  const made = new Table(L);
  const entries = json instanceof Array
    ? json.map((item, i) => [number(i + 1), item] as const)
    : Object.entries(json).map(([name, item]) => [keyValue(name), item] as const);
  for (const [key, item] of entries) luaH_setfrom(L, made, key, toLua(L, item));
  return table(made);
}

function keyValue(name: string): TValue {
  const n = Number(name);
  return Number.isFinite(n) && String(n) === name ? number(n) : string(name);
}
