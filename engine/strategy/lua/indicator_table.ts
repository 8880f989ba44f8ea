import {
  type IndicatorDefinition,
  INDICATORS,
  type IndicatorSeries,
  type IndicatorSource,
} from "../../indicators/mod.ts";
import { argument, argumentCount, barsAgo, numberArgument, raise } from "./arguments.ts";
import {
  type DirectCall,
  type HostFunction,
  luaH_setfrom,
  type LuaState,
  Table,
  TString,
  TValue,
} from "./fengari.ts";
import { MAX_SERIES } from "./limits.ts";
import {
  answer,
  float,
  hostFunction,
  lockedTable,
  push,
  put,
  setField,
  string,
  TABLE,
  textOf,
} from "./values.ts";

/** `indicators`: one function for each entry of the registry, and the series they read. */
export class IndicatorTable {
  readonly table: Table;
  readonly #set: IndicatorSource;
  readonly #functions: IndicatorFunction[] = [];
  #held: IndicatorSeries[] = [];
  #retired: IndicatorSeries[] = [];

  constructor(L: LuaState, set: IndicatorSource) {
    this.#set = set;
    this.table = lockedTable(L, "indicators");
    for (const definition of INDICATORS) {
      const made = new IndicatorFunction(
        definition,
        (parameters) => this.#acquire(definition.name, parameters),
      );
      this.#functions.push(made);
      setField(L, this.table, string(definition.name), hostFunction(made.call, made.direct));
    }
    this.table.metatable = unknownIndicator(L);
  }

  /**
   * Lets go of series that were not asked for since the last time; called when parameters change.
   * A series in use is held one round longer, so that an average goes on from where it was.
   */
  forget(): void {
    for (const made of this.#functions) made.clear();
    for (const series of this.#retired) this.#set.release(series);
    this.#retired = this.#held;
    this.#held = [];
  }

  close(): void {
    this.forget();
    this.forget();
  }

  /** @throws RangeError for parameters out of range, and past {@link MAX_SERIES} */
  #acquire(name: string, parameters: readonly number[]): IndicatorSeries {
    if (this.#held.length >= MAX_SERIES) {
      const asked = `${name}(${parameters.join(", ")})`;
      throw new RangeError(
        `${asked}: a strategy cannot use more than ${MAX_SERIES} different indicators`,
      );
    }
    const series = this.#set.acquire(name, parameters);
    this.#held.push(series);
    return series;
  }
}

/** A wrong name is told at once, with the right ones. */
function unknownIndicator(L: LuaState): Table {
  const names = INDICATORS.map((definition) => definition.name).join(", ");
  const metatable = new Table(L);
  const index: HostFunction = (at) => {
    const key = argument(at, 1)?.value;
    const name = key instanceof TString ? textOf(key, 60) : String(key);
    return raise(at, `there is no indicator '${name}': there are ${names}`);
  };
  setField(L, metatable, string("__index"), hostFunction(index));
  setField(L, metatable, string("__metatable"), new TValue(1, false));
  return metatable;
}

/** One indicator as a script calls it: `ema(10)`, or `ema(10, 1)` for one bar ago. */
class IndicatorFunction {
  readonly call: HostFunction;
  readonly direct: DirectCall | undefined;
  readonly #definition: IndicatorDefinition;
  readonly #acquire: (parameters: readonly number[]) => IndicatorSeries;
  readonly #asked: number[];
  /** A strategy asks for a handful of series, so looking through them is faster than a map. */
  #keys: number[] = [];
  #series: IndicatorSeries[] = [];
  readonly #names: readonly TValue[];

  constructor(
    definition: IndicatorDefinition,
    acquire: (parameters: readonly number[]) => IndicatorSeries,
  ) {
    this.#definition = definition;
    this.#acquire = acquire;
    this.#asked = definition.parameters.map((parameter) => parameter.default);
    this.#names = definition.outputs.map(string);
    const { outputs, parameters } = definition;
    this.call = outputs.length > 1 ? (L) => this.#table(L) : (L) => this.#number(L);
    this.direct = outputs.length === 1 && parameters.length === 1
      ? (stack, at, given) => this.#ofOneNumber(stack, at, given)
      : undefined;
  }

  clear(): void {
    this.#keys = [];
    this.#series = [];
  }

  /** By far the most common form: `ema(10)` or `ema(10, 1)`, asked for before. */
  #ofOneNumber(stack: (TValue | undefined)[], at: number, given: number): boolean {
    if (given < 1 || given > 2) return false;
    const wanted = stack[at + 1]!.value;
    const ago = given === 2 ? stack[at + 2]!.value : 0;
    if (typeof ago !== "number" || !Number.isInteger(ago) || ago < 0) return false;
    const keys = this.#keys;
    for (let i = 0; i < keys.length; i++) {
      if (keys[i] === wanted) return put(stack, at, this.#series[i]!.value(0, ago));
    }
    return false;
  }

  #number(L: LuaState): number {
    const series = this.#find(L);
    return answer(L, series.value(0, this.#ago(L)));
  }

  /** A fresh table each time, for a script may keep it. */
  #table(L: LuaState): number {
    const series = this.#find(L);
    const ago = this.#ago(L);
    const names = this.#names;
    for (let k = 0; k < names.length; k++) {
      if (Number.isNaN(series.value(k, ago))) return answer(L, NaN);
    }
    const table = new Table(L);
    for (let k = 0; k < names.length; k++) {
      luaH_setfrom(L, table, names[k]!, float(series.value(k, ago)));
    }
    push(L, TABLE, table);
    return 1;
  }

  #ago(L: LuaState): number {
    const { name, parameters } = this.#definition;
    const given = argumentCount(L);
    if (given <= parameters.length) return 0;
    if (given > parameters.length + 1) {
      const takes = [...parameters.map((parameter) => parameter.name), "bars_ago"].join(", ");
      raise(L, `indicators.${name} takes (${takes}), not ${given} arguments`);
    }
    return argument(L, parameters.length) === undefined
      ? 0
      : barsAgo(L, parameters.length, `indicators.${name}: bars_ago`);
  }

  #find(L: LuaState): IndicatorSeries {
    const specs = this.#definition.parameters;
    const asked = this.#asked;
    const base = L.ci.funcOff + 1;
    for (let j = 0; j < specs.length; j++) {
      const given = base + j < L.top ? L.stack[base + j]!.value : null;
      asked[j] = typeof given === "number"
        ? given
        : given === null
        ? specs[j]!.default
        : numberArgument(L, j, `indicators.${this.#definition.name}: ${specs[j]!.name}`);
    }
    const width = asked.length;
    const keys = this.#keys;
    const series = this.#series;
    for (let i = 0; i < series.length; i++) {
      let j = 0;
      while (j < width && keys[i * width + j] === asked[j]) j++;
      if (j === width) return series[i]!;
    }
    return this.#add(L);
  }

  #add(L: LuaState): IndicatorSeries {
    try {
      const series = this.#acquire([...this.#asked]);
      this.#keys.push(...this.#asked);
      this.#series.push(series);
      return series;
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      return raise(L, `indicators.${error.message}`);
    }
  }
}
