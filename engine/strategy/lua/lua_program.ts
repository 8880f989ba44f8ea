import { messageOf } from "../../domain/mod.ts";
import type { StrategyFaultCode } from "../../domain/mod.ts";
import { type ParameterValues, StrategyFault, type StrategySource } from "../strategy.ts";
import { AccountTable } from "./account_table.ts";
import {
  Exhausted,
  lua,
  luaL_tolstring,
  type LuaState,
  meter,
  Table,
  to_jsstring,
  to_luastring,
  TString,
  TValue,
} from "./fengari.ts";
import { type LuaLimits, MAX_ERROR_LENGTH, MAX_LOG_LENGTH } from "./limits.ts";
import { liveSize } from "./live_size.ts";
import { openSandbox } from "./sandbox.ts";
import { currentLine, tracebackOf } from "./traceback.ts";
import {
  boolean,
  field,
  hostFunction,
  isLuaFunction,
  kindOf,
  lockedTable,
  NIL,
  number,
  push,
  setField,
  string,
  table,
  textOf,
} from "./values.ts";
import { argument, argumentCount } from "./arguments.ts";

export type LogSink = (level: "INFO" | "WARN", message: string) => void;

/** Place of the message handler on the stack; nothing else stays there between calls. */
const HANDLER = 1;
const TEXT_ONLY = to_luastring("t");
/** Bytes of values that compiling may make; they are let go of at once. */
const COMPILE_ALLOCATION = 64 * 2 ** 20;
/** Fengari cuts the names of chunks at 59 bytes. */
const MAX_CHUNK_NAME = 55;

export interface ProgramSettings {
  readonly limits: LuaLimits;
  /** Milliseconds of a clock that only goes forward. */
  readonly now: () => number;
  readonly log: LogSink;
}

/**
 * One source at work in a Lua state of its own: calls go in under a budget, and only a
 * {@link StrategyFault} comes out.
 */
export class LuaProgram {
  readonly L: LuaState;
  readonly globals: Table;
  readonly account: AccountTable;
  /** True after an error inside the interpreter itself: its state is not to be trusted. */
  broken = false;
  /** Bytes made since the last look at what is kept, garbage included. */
  allocated = 0;
  readonly #settings: ProgramSettings;
  readonly #file: string;
  readonly #chunk: string;
  readonly #params: Table;
  #logged = 0;
  #trace: string | null = null;
  #line: number | null = null;
  #entry = "main chunk";

  /**
   * Runs the top level.
   *
   * @param parameters null to have `params` read the declared defaults
   * @throws StrategyFault when the source does not compile or its top level fails
   */
  constructor(
    source: StrategySource,
    parameters: ParameterValues | null,
    settings: ProgramSettings,
  ) {
    this.#settings = settings;
    this.#file = source.file;
    this.#chunk = chunkName(source.file);
    const { L, globals } = openSandbox();
    this.L = L;
    this.globals = globals;
    lua.lua_pushcfunction(L, (at) => this.#handleError(at));
    this.#params = lockedTable(L, "params");
    setField(L, globals, string("params"), table(this.#params));
    if (parameters === null) this.#readDefaults();
    else this.setParameters(parameters);
    this.account = new AccountTable(L);
    setField(L, globals, string("account"), table(this.account.table));
    this.#offerLog();
    this.call(this.#compile(source.text), [], "main chunk");
  }

  setParameters(values: ParameterValues): void {
    for (const [name, value] of Object.entries(values)) {
      const made = typeof value === "number"
        ? number(value)
        : typeof value === "boolean"
        ? boolean(value)
        : string(value);
      setField(this.L, this.#params, string(name), made);
    }
  }

  /** A global function that the script defines; null when there is none. */
  function(name: string): TValue | null {
    const found = field(this.globals, name);
    return isLuaFunction(found) ? new TValue(found.type, found.value) : null;
  }

  /**
   * Calls a function under the budget of one call and answers its first result.
   *
   * @param entry as tracebacks name it
   * @throws StrategyFault
   */
  call(f: TValue, args: readonly TValue[], entry: string): TValue {
    const { L } = this;
    const { limits, now } = this.#settings;
    const { stack } = L;
    push(L, f.type, f.value);
    for (let i = 0; i < args.length; i++) push(L, args[i]!.type, args[i]!.value);
    this.#entry = entry;
    this.#logged = 0;
    let status = 0;
    meter.begin(limits, now);
    try {
      status = lua.lua_pcall(L, args.length, 1, HANDLER);
    } catch (error) {
      this.#settle();
      throw this.#interrupted(error);
    }
    this.#settle();
    const result = stack[--L.top]!;
    stack[L.top] = undefined;
    // Deeper frames may still refer to what they last worked on.
    const second = L.base_ci.next?.next;
    if (second) second.next = null;
    if (status !== lua.LUA_OK) throw this.#failed(result);
    return result;
  }

  /** Line of the `return` that the last call ended with; null when another function ended it. */
  returnLine(f: TValue): number | null {
    const closure = f.value;
    if (typeof closure !== "object" || closure === null || !("p" in closure)) return null;
    const { code, lineinfo, linedefined } = closure.p;
    const last = this.L.base_ci.next;
    return last?.l_code === code ? lineinfo[last.l_savedpc - 1] ?? linedefined : linedefined;
  }

  /** Bytes of what the script keeps, at most a little above what it may; begins a new count. */
  measure(held: readonly TValue[]): number {
    this.allocated = 0;
    // What lies above the top is left over from calls that are done.
    this.L.stack.fill(undefined, this.L.top);
    return liveSize(this.L, held, this.#settings.limits.retained);
  }

  fault(
    code: StrategyFaultCode,
    message: string,
    line: number | null,
    traceback: string | null = null,
  ): StrategyFault {
    const where = line === null ? this.#file : `${this.#file}:${line}`;
    const text = message.slice(0, MAX_ERROR_LENGTH);
    return new StrategyFault(code, `${where}: ${text}`, { file: this.#file, line, traceback });
  }

  #settle(): void {
    this.allocated += this.#settings.limits.allocation - meter.bytes;
    meter.end();
  }

  #compile(text: string): TValue {
    const { L } = this;
    const { limits } = this.#settings;
    const { sourceLength } = limits;
    const bytes = to_luastring(text);
    if (bytes.length > sourceLength) {
      throw this.fault(
        "SYNTAX",
        `the file has ${bytes.length} bytes, more than ${sourceLength}`,
        null,
      );
    }
    const data: { text: Uint8Array | null } = { text: bytes };
    const read = (_L: LuaState, from: typeof data) => {
      const { text } = from;
      from.text = null;
      return text;
    };
    const chunk = to_luastring(`@${this.#chunk}`);
    const status = this.#underBudget(
      { ...limits, allocation: COMPILE_ALLOCATION },
      () => lua.lua_load(L, read, data, chunk, TEXT_ONLY),
    );
    const result = L.stack[--L.top]!;
    L.stack[L.top] = undefined;
    if (status === lua.LUA_OK) return result;
    const { line, text: message } = this.#parts(result);
    throw this.fault("SYNTAX", message, line);
  }

  #underBudget(limits: LuaLimits, compile: () => number): number {
    meter.begin(limits, this.#settings.now);
    try {
      return compile();
    } catch (error) {
      meter.end();
      const fault = this.#interrupted(error);
      if (!(error instanceof Exhausted)) throw fault;
      throw this.fault("SYNTAX", "too long or too complicated to compile", null);
    } finally {
      meter.end();
    }
  }

  /** Runs where the error is raised, while the stack still tells where that was. */
  #handleError(L: LuaState): number {
    const from = L.ci.previous;
    this.#line = currentLine(from);
    this.#trace = tracebackOf(L, from, this.#entry);
    return 1;
  }

  #failed(error: TValue): StrategyFault {
    const { line, text } = this.#parts(error);
    return this.fault("RUNTIME", text, line ?? this.#line, this.#trace);
  }

  /** A Lua error's text without the position in front of it, and that position's line. */
  #parts(error: TValue): { line: number | null; text: string } {
    const { value } = error;
    if (!(value instanceof TString)) return { line: null, text: errorText(error) };
    const text = textOf(value, MAX_ERROR_LENGTH);
    const prefix = `${this.#chunk}:`;
    const found = text.startsWith(prefix) ? /^(\d+): /.exec(text.slice(prefix.length)) : null;
    if (found === null) return { line: null, text };
    return { line: Number(found[1]), text: text.slice(prefix.length + found[0].length) };
  }

  /** The call was torn off by something that is no Lua error: a budget's end, or a bug. */
  #interrupted(error: unknown): StrategyFault {
    const { L } = this;
    const line = currentLine(L.ci);
    const trace = tracebackOf(L, L.ci, this.#entry);
    this.#unwind();
    if (error instanceof Exhausted) return this.fault(error.code, error.message, line, trace);
    this.broken = true;
    const text = error instanceof RangeError
      ? "library functions call each other too deeply"
      : `the Lua interpreter failed: ${messageOf(error)}`;
    return this.fault("RUNTIME", text, line, trace);
  }

  /** Takes the stack back to where it is between calls. */
  #unwind(): void {
    const { L } = this;
    L.ci = L.base_ci;
    L.ci.next = null;
    L.nCcalls = 0;
    L.nny = 1;
    L.errorJmp = null;
    L.errfunc = 0;
    L.allowhook = 1;
    L.top = HANDLER + 1;
    L.stack.fill(undefined, L.top);
  }

  /** At the top level of a file that is only described, `params` reads what it declares. */
  #readDefaults(): void {
    const { L } = this;
    const metatable = new Table(L);
    const index = (at: LuaState): number => {
      const declared = field(this.globals, "parameters")?.value;
      const key = argument(at, 1)?.value;
      const entry = declared instanceof Table && key instanceof TString
        ? field(declared, textOf(key))
        : undefined;
      const value = entry?.value instanceof Table ? field(entry.value, "default") : entry;
      push(at, value?.type ?? NIL, value?.value ?? null);
      return 1;
    };
    setField(L, metatable, string("__index"), hostFunction(index));
    this.#params.metatable = metatable;
  }

  #offerLog(): void {
    const { L, globals } = this;
    const log = lockedTable(L, "log");
    setField(L, log, string("info"), hostFunction((at) => this.#log(at, "INFO", log)));
    setField(L, log, string("warn"), hostFunction((at) => this.#log(at, "WARN", log)));
    setField(L, globals, string("log"), table(log));
    setField(L, globals, string("print"), hostFunction((at) => this.#log(at, "INFO", log)));
  }

  #log(L: LuaState, level: "INFO" | "WARN", log: Table): number {
    const { limits } = this.#settings;
    const { logs } = limits;
    if (++this.#logged > logs + 1) return 0;
    if (this.#logged > logs) {
      this.#settings.log("WARN", `More than ${logs} messages in one call: the rest is left out`);
      return 0;
    }
    // `log:info(…)` hands over the table itself.
    const first = argument(L, 0)?.value === log ? 1 : 0;
    const given = Math.min(argumentCount(L), first + MAX_LOG_LENGTH);
    let text = "";
    for (let i = first; i < given && text.length <= MAX_LOG_LENGTH; i++) {
      const bytes = luaL_tolstring(L, i + 1);
      text += (i > first ? "\t" : "") + to_jsstring(bytes, undefined, MAX_LOG_LENGTH + 1, true);
      L.stack[--L.top] = undefined;
    }
    this.#settings.log(
      level,
      text.length > MAX_LOG_LENGTH ? text.slice(0, MAX_LOG_LENGTH) + "…" : text,
    );
    return 0;
  }
}

function chunkName(file: string): string {
  const name = file.length > MAX_CHUNK_NAME ? `...${file.slice(3 - MAX_CHUNK_NAME)}` : file;
  // In other scripts a character takes more bytes.
  return to_luastring(name).length > MAX_CHUNK_NAME ? "strategy.lua" : name;
}

/** An error can be any value; no code of the script runs to make a text of it. */
function errorText(error: TValue): string {
  const { value } = error;
  if (value instanceof Table) {
    const message = field(value, "message")?.value;
    if (message instanceof TString) return textOf(message, MAX_ERROR_LENGTH);
  }
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return `(the error is ${kindOf(error)})`;
}
