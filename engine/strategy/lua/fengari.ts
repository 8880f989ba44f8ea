/**
 * The only door to fengari. What is behind it is built by `scripts/build/fengari_plugin.ts`:
 * fengari 0.1.5 with budgets, whole numbers that do not wrap, and no way out.
 */
// @ts-types="./fengari_types.d.ts"
export {
  CClosure,
  COST,
  Exhausted,
  LClosure,
  lua,
  luaH_setfrom,
  luaL_error,
  luaL_newstate,
  luaL_tolstring,
  luaopen_base,
  luaopen_math,
  luaopen_string,
  luaopen_table,
  luaopen_utf8,
  meter,
  Table,
  to_jsstring,
  to_luastring,
  TString,
  TValue,
} from "../../../dist/fengari.js";
export type {
  CallInfo,
  DirectCall,
  HostFunction,
  LuaDebug,
  LuaState,
  LuaValue,
  Proto,
  TableEntry,
} from "./fengari_types.d.ts";
