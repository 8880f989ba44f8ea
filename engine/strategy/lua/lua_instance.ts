import type { JsonObject } from "../../domain/mod.ts";
import { IntentReader, LUA_WORDING, type RawIntent } from "../intents.ts";
import { OrdersWatch } from "../orders_watch.ts";
import {
  type FilterIntent,
  type ManageIntent,
  type ParameterValues,
  StrategyFault,
  type StrategyInstance,
  type StrategyScope,
  type StrategySource,
} from "../strategy.ts";
import { Table, type TValue } from "./fengari.ts";
import { HostField } from "./host_field.ts";
import { IndicatorTable } from "./indicator_table.ts";
import { KnownFields } from "./known_fields.ts";
import { LuaProgram, type ProgramSettings } from "./lua_program.ts";
import { MarketTable } from "./market_table.ts";
import { OrdersTable } from "./orders_table.ts";
import { lenientContext, presentable, strictContext, toLua } from "./plain_data.ts";
import { PositionTable } from "./position_table.ts";
import { table } from "./values.ts";

/** The functions a strategy defines. */
export const FUNCTIONS = ["detect_opportunity", "filter_commitment", "manage_position"] as const;
type FunctionName = typeof FUNCTIONS[number];

/** What is made before the host looks what of it is kept, in bytes. */
const MEASURE_EVERY = 4 * 2 ** 20;
const INTENT_FIELDS = new KnownFields(LUA_WORDING.fields);
/** Place of the context among the arguments. */
const CONTEXT = 1;

/** One script at work for one runner. */
export class LuaInstance implements StrategyInstance {
  readonly #source: StrategySource;
  readonly #settings: ProgramSettings;
  readonly #scope: StrategyScope;
  readonly #market: MarketTable;
  readonly #indicators: IndicatorTable;
  readonly #position: PositionTable;
  readonly #orders: OrdersTable;
  readonly #positionField: HostField;
  readonly #ordersField: HostField;
  readonly #intents: IntentReader;
  readonly #args: TValue[];
  #parameters: ParameterValues;
  #program: LuaProgram;
  #functions: Readonly<Record<FunctionName, TValue>>;
  #measureAt = MEASURE_EVERY;
  /** Why the script could not be loaded anew; every call from then on says so. */
  #dead: StrategyFault | null = null;

  /** @throws StrategyFault when the source does not load or lacks one of the three functions */
  constructor(
    source: StrategySource,
    parameters: ParameterValues,
    scope: StrategyScope,
    settings: ProgramSettings,
  ) {
    this.#source = source;
    this.#settings = settings;
    this.#scope = scope;
    this.#parameters = parameters;
    this.#program = new LuaProgram(source, parameters, settings);
    this.#program.account.bind(scope.account);
    this.#functions = functionsOf(this.#program);
    const { L } = this.#program;
    this.#market = new MarketTable(L, scope.market);
    this.#indicators = new IndicatorTable(L, scope.indicators);
    this.#position = new PositionTable(L, scope.position);
    this.#orders = new OrdersTable(L, new OrdersWatch(scope.orders, scope.market));
    this.#positionField = new HostField("position", this.#position.table);
    this.#ordersField = new HostField("orders", this.#orders.table);
    this.#intents = new IntentReader(LUA_WORDING, source.file);
    this.#args = [table(this.#market.table), table(new Table(L)), table(this.#indicators.table)];
    this.#look();
  }

  detect(): boolean {
    this.#hide(this.#positionField);
    this.#hide(this.#ordersField);
    const found = this.#call("detect_opportunity");
    if (isNothing(found)) return false;
    this.#args[CONTEXT] = this.#checkedContext(found);
    return true;
  }

  filter(): FilterIntent | null {
    this.#hide(this.#positionField);
    this.#showOrders();
    const answer = this.#call("filter_commitment");
    if (isNothing(answer)) return null;
    return this.#intent("filter_commitment", answer, (raw) => this.#intents.filter(raw));
  }

  manage(): ManageIntent | null {
    this.#showPosition();
    this.#showOrders();
    const answer = this.#call("manage_position");
    if (isNothing(answer)) return null;
    return this.#intent("manage_position", answer, (raw) => this.#intents.manage(raw));
  }

  context(): JsonObject {
    return lenientContext(this.#contextTable());
  }

  setContext(context: JsonObject): void {
    this.#args[CONTEXT] = toLua(this.#program.L, context);
    this.#positionField.moved();
    this.#ordersField.moved();
  }

  setParameters(parameters: ParameterValues): void {
    this.#parameters = parameters;
    this.#program.setParameters(parameters);
    this.#indicators.forget();
  }

  close(): void {
    this.#indicators.close();
  }

  #call(name: FunctionName): TValue {
    if (this.#dead) throw this.#dead;
    this.#market.show();
    const program = this.#program;
    try {
      const result = program.call(this.#functions[name], this.#args, NAMES[name]);
      if (program.allocated > this.#measureAt) this.#look();
      return result;
    } catch (error) {
      throw this.#recovered(error);
    }
  }

  /** Makes sure that a fault leaves an instance that can be called again. */
  #recovered(error: unknown): unknown {
    if (!(error instanceof StrategyFault)) return error;
    const program = this.#program;
    let lost = program.broken ? "" : null;
    if (lost === null && program.allocated > this.#measureAt) {
      try {
        this.#look();
      } catch (tooMuch) {
        if (tooMuch instanceof StrategyFault) return tooMuch;
      }
    }
    if (lost !== null) {
      lost = this.#restart();
      const { code, file, line, traceback, message } = error;
      return new StrategyFault(code, message + lost, { file, line, traceback });
    }
    return error;
  }

  /** @throws StrategyFault when the script keeps more than it may; it is then loaded anew */
  #look(): void {
    const { retained } = this.#settings.limits;
    const ours = [table(this.#position.table), table(this.#orders.table)];
    const live = this.#program.measure([...this.#args, ...ours]);
    if (live <= retained) {
      this.#measureAt = Math.max(MEASURE_EVERY, live);
      return;
    }
    const text = `the strategy keeps more than ${retained} bytes of values between calls`;
    throw this.#program.fault("MEMORY_LIMIT", text + this.#restart(), null);
  }

  /** Begins with a fresh state, keeping the context where it is small; says what was done. */
  #restart(): string {
    const context = lenientContext(this.#contextTable());
    try {
      this.#program = new LuaProgram(this.#source, this.#parameters, this.#settings);
      this.#program.account.bind(this.#scope.account);
      this.#functions = functionsOf(this.#program);
    } catch (error) {
      if (!(error instanceof StrategyFault)) throw error;
      this.#dead = error;
      return "; it could not be loaded anew";
    }
    this.#measureAt = MEASURE_EVERY;
    this.setContext(context);
    return "; it was loaded anew: its context is kept, its other variables begin again";
  }

  #checkedContext(found: TValue): TValue {
    if (!(found.value instanceof Table)) {
      throw this.#notATable("detect_opportunity", found, "a table or nil");
    }
    try {
      const context = strictContext(found.value);
      // A table of ours, such as market_data, cannot be written to.
      return found.value.locked === null ? found : toLua(this.#program.L, context);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw this.#badReturn("detect_opportunity", `detect_opportunity returned ${error.message}`);
    }
  }

  #intent<Intent>(name: FunctionName, answer: TValue, read: (raw: RawIntent) => Intent): Intent {
    if (!(answer.value instanceof Table)) {
      throw this.#notATable(name, answer, "a table with an action, or nil");
    }
    const slip = INTENT_FIELDS.misspelled(answer.value);
    if (slip) {
      throw this.#badReturn(name, `${name} returned a field ${slip[0]}: it has to be ${slip[1]}`);
    }
    try {
      return read(INTENT_FIELDS.read(answer.value));
    } catch (error) {
      throw error instanceof StrategyFault ? this.#placed(name, error) : error;
    }
  }

  #notATable(name: FunctionName, value: TValue, right: string): StrategyFault {
    return this.#placed(name, this.#intents.notATable(name, presentable(value), right));
  }

  /** The same fault with the line of the `return`. */
  #placed(name: FunctionName, fault: StrategyFault): StrategyFault {
    return this.#badReturn(name, fault.message.replace(`${this.#source.file}: `, ""));
  }

  #badReturn(name: FunctionName, message: string): StrategyFault {
    const program = this.#program;
    return program.fault("BAD_RETURN", message, program.returnLine(this.#functions[name]));
  }

  #contextTable(): Table {
    const { value } = this.#args[CONTEXT]!;
    if (!(value instanceof Table)) throw new Error("Invariant: the context is a table");
    return value;
  }

  #showPosition(): void {
    this.#position.show();
    this.#positionField.show(this.#program.L, this.#contextTable());
  }

  #showOrders(): void {
    this.#program.allocated += this.#orders.refresh();
    if (this.#orders.isEmpty) this.#hide(this.#ordersField);
    else this.#ordersField.show(this.#program.L, this.#contextTable());
  }

  #hide(field: HostField): void {
    if (field.isShown) field.hide(this.#program.L, this.#contextTable());
  }
}

/** As tracebacks name them. */
const NAMES: Readonly<Record<FunctionName, string>> = {
  detect_opportunity: "function 'detect_opportunity'",
  filter_commitment: "function 'filter_commitment'",
  manage_position: "function 'manage_position'",
};

/** `return found and { … }` answers false where it means nil. */
function isNothing(value: TValue): boolean {
  return value.value === null || value.value === false;
}

/** @throws StrategyFault naming the functions that are missing */
export function functionsOf(program: LuaProgram): Record<FunctionName, TValue> {
  const missing = FUNCTIONS.filter((name) => program.function(name) === null);
  const [detect, filter, manage] = FUNCTIONS.map((name) => program.function(name));
  if (!detect || !filter || !manage) {
    const list = `${missing.length > 1 ? "functions" : "function"} ${missing.join(", ")}`;
    throw program.fault("SYNTAX", `a strategy has to define the ${list}`, null);
  }
  return { detect_opportunity: detect, filter_commitment: filter, manage_position: manage };
}
