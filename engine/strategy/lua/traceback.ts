/** Where a script is: read from its call stack, also from one that was torn off in mid-call. */
import {
  type CallInfo,
  lua,
  type LuaDebug,
  type LuaState,
  to_jsstring,
  to_luastring,
} from "./fengari.ts";

/** Levels shown from either end of a deep stack. */
const SHOWN_LEVELS = 10;
/** Bits of a frame's status. */
const IS_LUA = 2;
const IS_TAIL_CALL = 32;
const WHAT = to_luastring("Slnt");

/** Line that the innermost function of the script is on; null outside of it. */
export function currentLine(ci: CallInfo | null): number | null {
  for (let at = ci; at !== null; at = at.previous) {
    if (!(at.callstatus & IS_LUA) || at.func === null) continue;
    return lineAt(at);
  }
  return null;
}

function lineAt(ci: CallInfo): number | null {
  const closure = ci.func?.value;
  if (typeof closure !== "object" || closure === null || !("p" in closure)) return null;
  return closure.p.lineinfo[ci.l_savedpc - 1] ?? null;
}

/**
 * The call stack in Lua's words.
 *
 * @param entry name of the function that the host called
 */
export function tracebackOf(L: LuaState, from: CallInfo | null, entry: string): string {
  const levels: CallInfo[] = [];
  for (let ci = from; ci !== null && ci !== L.base_ci; ci = ci.previous) levels.push(ci);
  const lines = levels.length <= 2 * SHOWN_LEVELS ? levels.map((ci) => describe(L, ci, entry)) : [
    ...levels.slice(0, SHOWN_LEVELS).map((ci) => describe(L, ci, entry)),
    `... (${levels.length - 2 * SHOWN_LEVELS} levels)`,
    ...levels.slice(-SHOWN_LEVELS).map((ci) => describe(L, ci, entry)),
  ];
  return ["stack traceback:", ...lines].join("\n\t");
}

function describe(L: LuaState, ci: CallInfo, entry: string): string {
  const ar = new lua.lua_Debug();
  ar.i_ci = ci;
  try {
    lua.lua_getinfo(L, WHAT, ar);
  } catch {
    return "?";
  }
  const source = ar.linedefined < 0 ? "[host]" : text(ar.short_src);
  const where = ar.currentline > 0 ? `${source}:${ar.currentline}` : source;
  const tail = ci.callstatus & IS_TAIL_CALL ? "\n\t(...tail calls...)" : "";
  return `${where}: in ${nameOf(ar, ci, source, L, entry)}${tail}`;
}

function nameOf(ar: LuaDebug, ci: CallInfo, source: string, L: LuaState, entry: string): string {
  if (ci.previous === L.base_ci && !(ci.callstatus & IS_TAIL_CALL)) return entry;
  const kind = text(ar.namewhat);
  if (kind && ar.name) return `${kind === "global" ? "function" : kind} '${text(ar.name)}'`;
  return ar.linedefined > 0 ? `function <${source}:${ar.linedefined}>` : "?";
}

function text(bytes: Uint8Array | null): string {
  return bytes === null ? "" : to_jsstring(bytes, undefined, undefined, true);
}
