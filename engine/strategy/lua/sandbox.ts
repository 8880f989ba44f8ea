/** What a script finds in its world: libraries that compute, and nothing that reaches out. */
import { Prng } from "../../kernel/mod.ts";
import {
  type HostFunction,
  lua,
  luaL_newstate,
  luaopen_base,
  luaopen_math,
  luaopen_string,
  luaopen_table,
  luaopen_utf8,
  type LuaState,
  Table,
  to_luastring,
} from "./fengari.ts";
import {
  boolean,
  field,
  FLOAT,
  hostFunction,
  nil,
  number,
  push,
  setField,
  string,
} from "./values.ts";
import { argument, raise } from "./arguments.ts";

const LIBRARIES: readonly (readonly [string, HostFunction])[] = [
  ["_G", luaopen_base],
  ["math", luaopen_math],
  ["string", luaopen_string],
  ["table", luaopen_table],
  ["utf8", luaopen_utf8],
];

/** Of the basics: what reads files, makes code, or tells of the host's memory. */
const REMOVED_BASICS = ["collectgarbage", "dofile", "load", "loadfile", "print"];
/** Byte code, and binary data that fengari reads with 32 bits whatever its size. */
const REMOVED_FROM_STRING = ["dump", "pack", "packsize", "unpack"];

/** A Lua state with nothing but harmless libraries in it. */
export function openSandbox(): { L: LuaState; globals: Table } {
  const L = luaL_newstate();
  for (const [name, open] of LIBRARIES) {
    lua.lua_pushcfunction(L, open);
    lua.lua_call(L, 0, 1);
    lua.lua_setglobal(L, to_luastring(name));
  }
  const globals = globalsOf(L);
  for (const name of REMOVED_BASICS) setField(L, globals, string(name), nil());
  globals.steady = true;
  for (const [name] of LIBRARIES) libraryOf(globals, name).steady = true;
  const strings = libraryOf(globals, "string");
  for (const name of REMOVED_FROM_STRING) setField(L, strings, string(name), nil());
  const ofStrings = L.l_G.mt[4];
  if (ofStrings) setField(L, ofStrings, string("__metatable"), boolean(false));
  seedRandom(L, libraryOf(globals, "math"));
  return { L, globals };
}

/** Key of the table of globals in the registry. */
const GLOBALS = 2;

function globalsOf(L: LuaState): Table {
  const registry = L.l_G.l_registry.value;
  const globals = registry instanceof Table ? registry.strong.get(GLOBALS)?.value.value : null;
  if (!(globals instanceof Table)) throw new Error("Invariant: a Lua state has globals");
  return globals;
}

function libraryOf(globals: Table, name: string): Table {
  const library = field(globals, name)?.value;
  if (!(library instanceof Table)) throw new Error(`Invariant: the library ${name} is open`);
  return library;
}

/**
 * `math.random` that gives the same numbers in every run: fengari's draws from `Math.random`, and
 * its seed is one for all scripts of a thread.
 */
function seedRandom(L: LuaState, math: Table): void {
  let source = Prng.from("1");
  const random: HostFunction = (at) => {
    const given = at.top - at.ci.funcOff - 1;
    const unit = (source.next() * 2 ** 21 + (source.next() >>> 11)) / 2 ** 53;
    if (given === 0) {
      push(at, FLOAT, unit);
      return 1;
    }
    const low = given > 1 ? wholeArgument(at, 0) : 1;
    const high = wholeArgument(at, given > 1 ? 1 : 0);
    if (low > high) raise(at, `math.random: no whole number lies between ${low} and ${high}`);
    const drawn = number(low + Math.floor(unit * (high - low + 1)));
    push(at, drawn.type, drawn.value);
    return 1;
  };
  const randomseed: HostFunction = (at) => {
    source = Prng.from(String(wholeArgument(at, 0)));
    return 0;
  };
  setField(L, math, string("random"), hostFunction(random));
  setField(L, math, string("randomseed"), hostFunction(randomseed));
}

function wholeArgument(L: LuaState, index: number): number {
  const value = argument(L, index)?.value;
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  return raise(L, "math.random: limits have to be whole numbers");
}
