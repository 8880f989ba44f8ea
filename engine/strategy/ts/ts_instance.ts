import type { JsonObject } from "../../domain/mod.ts";
import { IntentReader, type RawIntent, TS_WORDING } from "../intents.ts";
import { OrdersWatch } from "../orders_watch.ts";
import type {
  FilterIntent,
  ManageIntent,
  ParameterValues,
  StrategyInstance,
  StrategyScope,
} from "../strategy.ts";
import { AccountReader } from "./account_reader.ts";
import { faultOf } from "./faults.ts";
import { IndicatorReader } from "./indicator_reader.ts";
import type { StrategyModule } from "./module.ts";
import { OrdersReader } from "./orders_reader.ts";
import { isPlain, lenientContext, strictContext } from "./plain_data.ts";
import { PositionReader } from "./position_reader.ts";
import type { Tools } from "./types.ts";

/** A context from within: the one place that may write `position` and `orders`. */
type OwnContext = Record<string, unknown>;

const INTENT = "an object with an action, or null";

/** One module at work for one runner. */
export class TsInstance implements StrategyInstance {
  readonly #module: StrategyModule;
  readonly #file: string;
  readonly #market: StrategyScope["market"];
  readonly #reader: IndicatorReader;
  readonly #position: PositionReader;
  readonly #orders: OrdersReader;
  readonly #account: AccountReader;
  readonly #intents: IntentReader;
  readonly #log: Tools["log"];
  #tools: Tools;
  #context: OwnContext = {};
  #showsPosition = false;
  #showsOrders = false;

  constructor(
    module: StrategyModule,
    file: string,
    parameters: ParameterValues,
    scope: StrategyScope,
  ) {
    this.#module = module;
    this.#file = file;
    this.#market = scope.market;
    this.#reader = new IndicatorReader(scope.indicators);
    this.#position = new PositionReader(scope.position);
    this.#orders = new OrdersReader(new OrdersWatch(scope.orders, scope.market));
    this.#account = new AccountReader(scope.account);
    this.#intents = new IntentReader(TS_WORDING, file);
    this.#log = Object.freeze({
      info: (message: string) => scope.log("INFO", String(message)),
      warn: (message: string) => scope.log("WARN", String(message)),
    });
    this.#tools = this.#toolsWith(parameters);
  }

  detect(): boolean {
    this.#hidePosition();
    this.#hideOrders();
    const found = this.#call("detectOpportunity");
    if (isNothing(found)) return false;
    try {
      const right = "an object of plain data, or null";
      this.#context = strictContext(this.#record("detectOpportunity", found, right));
    } catch (error) {
      throw faultOf(error, this.#file, "BAD_RETURN");
    }
    return true;
  }

  filter(): FilterIntent | null {
    this.#hidePosition();
    this.#showOrders();
    const answer = this.#call("filterCommitment");
    if (isNothing(answer)) return null;
    try {
      return this.#intents.filter(this.#record("filterCommitment", answer, INTENT));
    } catch (error) {
      throw faultOf(error, this.#file, "BAD_RETURN");
    }
  }

  manage(): ManageIntent | null {
    this.#showPosition();
    this.#showOrders();
    const answer = this.#call("managePosition");
    if (isNothing(answer)) return null;
    try {
      return this.#intents.manage(this.#record("managePosition", answer, INTENT));
    } catch (error) {
      throw faultOf(error, this.#file, "BAD_RETURN");
    }
  }

  context(): JsonObject {
    try {
      return lenientContext(this.#context);
    } catch {
      // Only a getter or proxy that the strategy put there can throw; the runner must not pay for it.
      return {};
    }
  }

  setContext(context: JsonObject): void {
    this.#context = lenientContext(context);
    this.#showsPosition = false;
    this.#showsOrders = false;
  }

  setParameters(parameters: ParameterValues): void {
    this.#tools = this.#toolsWith(parameters);
    this.#reader.forget();
  }

  close(): void {
    this.#reader.close();
  }

  #call(name: "detectOpportunity" | "filterCommitment" | "managePosition"): unknown {
    const module = this.#module;
    const indicators = this.#reader.indicators;
    try {
      switch (name) {
        case "detectOpportunity":
          return module.detectOpportunity(this.#market, this.#context, indicators, this.#tools);
        case "filterCommitment":
          return module.filterCommitment(this.#market, this.#context, indicators, this.#tools);
        case "managePosition":
          return module.managePosition(this.#market, this.#context, indicators, this.#tools);
      }
    } catch (error) {
      throw faultOf(error, this.#file);
    }
  }

  #record(from: string, answer: unknown, right: string): RawIntent {
    if (typeof answer === "object" && answer !== null && isPlain(answer)) return answer;
    const shown = answer instanceof Promise ? "a promise" : answer;
    throw this.#intents.notATable(from, shown, right);
  }

  #toolsWith(parameters: ParameterValues): Tools {
    const params = Object.freeze({ ...parameters });
    return Object.freeze({ params, account: this.#account, log: this.#log });
  }

  #showPosition(): void {
    if (this.#showsPosition) return;
    this.#context.position = this.#position;
    this.#showsPosition = true;
  }

  #hidePosition(): void {
    if (!this.#showsPosition) return;
    this.#showsPosition = false;
    // Most strategies note nothing down: a new object is quicker to make than one to take fields from.
    if (holdsOnlyShown(this.#context)) this.#context = {};
    else delete this.#context.position;
  }

  #showOrders(): void {
    const orders = this.#orders.read();
    if (orders.length === 0) return this.#hideOrders();
    this.#context.orders = orders;
    this.#showsOrders = true;
  }

  #hideOrders(): void {
    if (!this.#showsOrders) return;
    delete this.#context.orders;
    this.#showsOrders = false;
  }
}

/** True for a context that holds nothing but what the host shows in it. */
function holdsOnlyShown(context: OwnContext): boolean {
  for (const name in context) if (name !== "position") return false;
  return true;
}

/** `return found && { … }` answers false where it means null. */
function isNothing(value: unknown): boolean {
  return value === null || value === undefined || value === false;
}
