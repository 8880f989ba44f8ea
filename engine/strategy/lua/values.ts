/** Lua values as the host makes and reads them. */
import {
  LClosure,
  luaH_setfrom,
  type LuaState,
  type LuaValue,
  Table,
  to_jsstring,
  to_luastring,
} from "./fengari.ts";
import { type DirectCall, type HostFunction, TString, TValue } from "./fengari.ts";

/** Fengari's type tags. */
export const NIL = 0;
export const BOOLEAN = 1;
export const FLOAT = 3;
export const INTEGER = 19;
export const STRING = 20;
export const TABLE = 5;
const HOST_FUNCTION = 22;

export const nil = (): TValue => new TValue(NIL, null);
export const float = (n: number): TValue => new TValue(FLOAT, n);
/** A Lua integer where it is one of 32 bits, else a float. */
export const number = (n: number): TValue => new TValue((n | 0) === n ? INTEGER : FLOAT, n);
export const boolean = (b: boolean): TValue => new TValue(BOOLEAN, b);
export const string = (text: string): TValue =>
  new TValue(STRING, new TString(null, to_luastring(text)));
export const table = (t: Table): TValue => new TValue(TABLE, t);
export const hostFunction = (f: HostFunction, direct?: DirectCall): TValue =>
  new TValue(HOST_FUNCTION, direct ? Object.assign(f, { direct }) : f);

/** Puts a value on top of the stack, into the cell that is there if there is one. */
export function push(L: LuaState, type: number, value: LuaValue): void {
  const cell = L.stack[L.top];
  if (cell === undefined) L.stack[L.top] = new TValue(type, value);
  else {
    cell.type = type;
    cell.value = value;
  }
  L.top++;
}

/** Puts a number, or nil for NaN, into a cell of the stack. */
export function put(stack: (TValue | undefined)[], at: number, value: number): true {
  const cell = stack[at]!;
  if (value === value) {
    cell.type = FLOAT;
    cell.value = value;
  } else {
    cell.type = NIL;
    cell.value = null;
  }
  return true;
}

/** Pushes a number, or nil for NaN, and says that it is one result. */
export function answer(L: LuaState, value: number): 1 {
  if (value === value) push(L, FLOAT, value);
  else push(L, NIL, null);
  return 1;
}

export function textOf(value: TString, limit?: number): string {
  return to_jsstring(value.realstring, undefined, limit, true);
}

export function isNumber(value: TValue): boolean {
  return value.type === FLOAT || value.type === INTEGER;
}

/** `table[name]` without metamethods; `name` in ASCII. */
export function field(of: Table, name: string): TValue | undefined {
  return of.strong.get(`|${name}`)?.value;
}

/** Sets `of[name]`, also where scripts may not; answers the cell that holds the value. */
export function setField(L: LuaState, of: Table, name: TValue, value: TValue): TValue | undefined {
  const { locked } = of;
  of.locked = null;
  luaH_setfrom(L, of, name, value);
  // A metatable remembers which metamethods it has not.
  of.flags = 0;
  of.locked = locked;
  return name.value instanceof TString ? field(of, textOf(name.value)) : undefined;
}

/** A new table that scripts can read and not change. */
export function lockedTable(L: LuaState, name: string): Table {
  const made = new Table(L);
  made.locked = to_luastring(name);
  made.steady = true;
  return made;
}

/** What a value is, in a user's words. */
export function kindOf(value: TValue | undefined): string {
  if (value === undefined || value.value === null) return "nil";
  if (value.value instanceof Table) return "a table";
  if (value.value instanceof TString) return "a string";
  if (isNumber(value)) return "a number";
  return value.type === BOOLEAN ? "a boolean" : "a function";
}

export function isLuaFunction(value: TValue | undefined): value is TValue {
  return value !== undefined && value.value instanceof LClosure;
}
