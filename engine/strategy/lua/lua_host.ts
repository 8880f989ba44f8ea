import { InputError } from "../../domain/mod.ts";
import { CONSTRAINTS_FIELD } from "../constraints.ts";
import {
  type ParameterValues,
  type StrategyDescription,
  StrategyFault,
  type StrategyHost,
  type StrategyInstance,
  type StrategyScope,
  type StrategySource,
} from "../strategy.ts";
import { constraintsIn, descriptionIn, globalLine, parametersIn } from "./described.ts";
import { DEFAULT_LIMITS, type LuaLimits } from "./limits.ts";
import { functionsOf, LuaInstance } from "./lua_instance.ts";
import { LuaProgram } from "./lua_program.ts";

export interface LuaHostOptions {
  /** Where they differ from {@link DEFAULT_LIMITS}. */
  readonly limits?: Partial<LuaLimits>;
  /** Milliseconds of a clock that only goes forward; ends calls that take too long. */
  readonly now?: () => number;
}

/** Runs strategies written in Lua 5.3, each in a sandbox of its own. */
class LuaHost implements StrategyHost {
  readonly language = "lua";
  readonly #limits: LuaLimits;
  readonly #now: () => number;

  constructor(options: LuaHostOptions) {
    this.#limits = { ...DEFAULT_LIMITS, ...options.limits };
    // A stuck script has to be stopped by the real clock; no decision ever depends on it.
    // deno-lint-ignore trading-simulator/no-ambient
    this.#now = options.now ?? (() => performance.now());
  }

  describe(source: StrategySource): Promise<StrategyDescription> {
    return Promise.resolve(this.#describe(source));
  }

  load(
    source: StrategySource,
    parameters: ParameterValues,
    scope: StrategyScope,
  ): Promise<StrategyInstance> {
    const settings = {
      limits: this.#limits,
      now: this.#now,
      log: (level: "INFO" | "WARN", message: string) => scope.log(level, message),
    };
    return Promise.try(() => new LuaInstance(source, parameters, scope, settings));
  }

  #describe(source: StrategySource): StrategyDescription {
    const { name, language, path, file } = source;
    const about = { name, language, path, description: "", parameters: [], constraints: [] };
    try {
      const settings = { limits: this.#limits, now: this.#now, log() {} };
      const program = new LuaProgram(source, null, settings);
      const { globals } = program;
      functionsOf(program);
      const parameters = parametersIn(globals);
      const constraints = constraintsIn(globals, parameters);
      const description = descriptionIn(globals);
      return { ...about, description, parameters, constraints, error: null };
    } catch (error) {
      if (error instanceof StrategyFault) return { ...about, error: error.message };
      if (!(error instanceof InputError)) throw error;
      const line = globalLine(
        source.text,
        error.field === CONSTRAINTS_FIELD ? "constraints" : "parameters",
      );
      const where = line === null ? file : `${file}:${line}`;
      return { ...about, error: `${where}: ${error.message}` };
    }
  }
}

export function createLuaHost(options: LuaHostOptions = {}): StrategyHost {
  return new LuaHost(options);
}
