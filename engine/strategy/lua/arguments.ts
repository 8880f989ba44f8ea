/** How functions of the host read their arguments and complain about them. */
import { luaL_error, type LuaState, to_luastring, type TValue } from "./fengari.ts";
import { isNumber, kindOf } from "./values.ts";

const TEXT = to_luastring("%s");

/** Raises a Lua error that names the script's line; `pcall` catches it. */
export function raise(L: LuaState, message: string): never {
  return luaL_error(L, TEXT, to_luastring(message));
}

/** Argument number `index`, counted from 0; undefined where there is none or nil. */
export function argument(L: LuaState, index: number): TValue | undefined {
  const at = L.ci.funcOff + 1 + index;
  const value = at < L.top ? L.stack[at] : undefined;
  return value === undefined || value.value === null ? undefined : value;
}

/** How many arguments were given, nils included. */
export function argumentCount(L: LuaState): number {
  return L.top - L.ci.funcOff - 1;
}

/**
 * A number given as an argument.
 *
 * @param what as the error names it: `ema: length`
 */
export function numberArgument(L: LuaState, index: number, what: string): number {
  const value = argument(L, index);
  if (value !== undefined && isNumber(value) && typeof value.value === "number") return value.value;
  const hint = index === 0 && kindOf(value) === "a table"
    ? " (call it with a dot, not a colon)"
    : "";
  return raise(L, `${what} cannot be ${kindOf(value)}: it has to be a number${hint}`);
}

/** A count of bars to look back. */
export function barsAgo(L: LuaState, index: number, what: string): number {
  const ago = numberArgument(L, index, what);
  if (ago >= 0 && Number.isInteger(ago)) return ago;
  const right = "a whole number of bars back, 0 for the newest; what is to come cannot be read";
  return raise(L, `${what} cannot be ${ago}: it has to be ${right}`);
}
