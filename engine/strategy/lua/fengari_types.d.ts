/**
 * The part of fengari (Lua 5.3 in JavaScript) that the host leans on, internals included.
 * Names are fengari's. `pinned_internals_test.ts` checks what these types cannot.
 */
import type { Meter } from "./meter.ts";

/** A string: bytes, and the key that tables find it by. */
export declare class TString {
  constructor(L: LuaState | null, bytes: Uint8Array);
  readonly realstring: Uint8Array;
}

export interface TableEntry {
  readonly key: TValue;
  readonly value: TValue;
  /** The next entry in order of insertion. */
  readonly n: TableEntry | undefined;
}

export declare class Table {
  constructor(L: LuaState);
  /** Strings under `"|" + bytes`, numbers and everything else under themselves. */
  readonly strong: Map<unknown, TableEntry>;
  /** Entries set to nil since the last insertion. */
  readonly dead_strong: Map<unknown, TableEntry> | undefined;
  /** First entry in order of insertion. */
  readonly f: TableEntry | undefined;
  metatable: Table | null;
  /** One bit for each of the first metamethods that is known to be missing. */
  flags: number;
  /** Set by us: the name of a table that scripts cannot change. */
  locked: Uint8Array | null;
  /** Set by us: it lives as long as its state, so instructions may remember its cells. */
  steady: boolean;
}

/** A compiled function. */
export interface Proto {
  readonly p: readonly Proto[];
  readonly code: readonly unknown[];
  readonly lineinfo: readonly number[];
  readonly linedefined: number;
  readonly cache: LClosure | null;
}

export declare class LClosure {
  readonly p: Proto;
  readonly upvals: readonly TValue[];
}

export declare class CClosure {
  readonly upvalue: readonly TValue[];
}

/** A function of the host: takes its arguments from the stack, returns how many results it left. */
export interface HostFunction {
  (L: LuaState): number;
  /**
   * Set by us, for calls that want one result: reads `given` arguments behind `at`, puts the
   * result there and answers true; or answers false, and the function itself is called.
   */
  direct?: DirectCall;
}
export type DirectCall = (
  stack: (TValue | undefined)[],
  at: number,
  given: number,
) => boolean;

export type LuaValue =
  | null
  | boolean
  | number
  | TString
  | Table
  | LClosure
  | CClosure
  | HostFunction
  | LuaState;

export declare class TValue {
  constructor(type: number, value: LuaValue);
  type: number;
  value: LuaValue;
}

/** One level of the call stack. */
export interface CallInfo {
  readonly funcOff: number;
  readonly func: TValue | null;
  readonly previous: CallInfo | null;
  next: CallInfo | null;
  readonly callstatus: number;
  readonly l_savedpc: number;
  readonly l_code: readonly unknown[] | null;
}

export interface LuaState {
  readonly stack: (TValue | undefined)[];
  top: number;
  ci: CallInfo;
  readonly base_ci: CallInfo;
  readonly l_G: { readonly l_registry: TValue; readonly mt: (Table | null | undefined)[] };
  nCcalls: number;
  nny: number;
  errorJmp: unknown;
  errfunc: number;
  allowhook: number;
}

export interface LuaDebug {
  i_ci: CallInfo | null;
  readonly name: Uint8Array | null;
  readonly namewhat: Uint8Array | null;
  readonly what: Uint8Array | null;
  readonly short_src: Uint8Array | null;
  readonly currentline: number;
  readonly linedefined: number;
}

export declare const lua: {
  readonly LUA_OK: number;
  readonly lua_Debug: new () => LuaDebug;
  lua_call(L: LuaState, args: number, results: number): void;
  lua_getinfo(L: LuaState, what: Uint8Array, ar: LuaDebug): number;
  lua_load(
    L: LuaState,
    reader: (L: LuaState, data: { text: Uint8Array | null }) => Uint8Array | null,
    data: { text: Uint8Array | null },
    chunk: Uint8Array,
    mode: Uint8Array,
  ): number;
  lua_pcall(L: LuaState, args: number, results: number, handler: number): number;
  lua_pushcfunction(L: LuaState, f: HostFunction): void;
  lua_setglobal(L: LuaState, name: Uint8Array): void;
  lua_settop(L: LuaState, index: number): void;
};
/** Raises a Lua error with the position of the caller; `format` knows `%s`. */
export declare function luaL_error(L: LuaState, format: Uint8Array, ...args: Uint8Array[]): never;
export declare function luaL_newstate(): LuaState;
/** `tostring`: leaves the text on the stack too. */
export declare function luaL_tolstring(L: LuaState, index: number): Uint8Array;
export declare const luaopen_base: HostFunction;
export declare const luaopen_math: HostFunction;
export declare const luaopen_string: HostFunction;
export declare const luaopen_table: HostFunction;
export declare const luaopen_utf8: HostFunction;
export declare function to_jsstring(
  bytes: Uint8Array,
  from: number | undefined,
  to: number | undefined,
  replace: boolean,
): string;
export declare function to_luastring(text: string, keep?: boolean): Uint8Array;
/** `table[key] = value` without metamethods; heeds `locked`. */
export declare function luaH_setfrom(L: LuaState, table: Table, key: TValue, value: TValue): void;
export declare const meter: Meter;
export { COST, Exhausted } from "./meter.ts";
