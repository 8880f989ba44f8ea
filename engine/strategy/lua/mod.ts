export { DEFAULT_LIMITS, type LuaLimits } from "./limits.ts";
export { createLuaHost, type LuaHostOptions } from "./lua_host.ts";
