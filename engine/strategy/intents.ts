import { shown } from "../domain/mod.ts";
import { badReturn, IntentAnswer } from "./intent_answer.ts";
import type { IntentWording, RawIntent } from "./intent_words.ts";
import { orderTerms, reversesAtMarket } from "./order_terms.ts";
import type { EnterIntent, FilterIntent, ManageIntent, StrategyFault } from "./strategy.ts";

export { MAX_REASON_LENGTH } from "./intent_answer.ts";
export { type IntentWording, LUA_WORDING, type RawIntent, TS_WORDING } from "./intent_words.ts";

const FILTER_ACTIONS = "one of enter_long, enter_short, cancel_analysis";
const MANAGE_ACTIONS = "one of exit, add, reverse, update_stops, cancel_orders";
const LEVELS = ["stopLoss", "takeProfit", "trailingStop"] as const;

/** Turns what a strategy returned into an intent; the one place where the words are checked. */
export class IntentReader {
  readonly #wording: IntentWording;
  readonly #file: string;

  /** @param file as errors name it */
  constructor(wording: IntentWording, file: string) {
    this.#wording = wording;
    this.#file = file;
  }

  /** @throws StrategyFault BAD_RETURN naming field and value */
  filter(raw: RawIntent): FilterIntent {
    const answer = new IntentAnswer(raw, this.#wording.filter, this.#wording, this.#file);
    switch (answer.action) {
      case "enter_long":
        return enter(answer, "LONG");
      case "enter_short":
        return enter(answer, "SHORT");
      case "cancel_analysis":
        return { action: "CANCEL", ...answer.reason() };
      default:
        return answer.refuse("action", FILTER_ACTIONS);
    }
  }

  /** @throws StrategyFault BAD_RETURN naming field and value */
  manage(raw: RawIntent): ManageIntent {
    const answer = new IntentAnswer(raw, this.#wording.manage, this.#wording, this.#file);
    switch (answer.action) {
      case "exit":
        return { action: "EXIT", ...orderOf(answer) };
      case "add":
        return add(answer);
      case "reverse":
        return reverse(answer);
      case "update_stops":
        return { action: "UPDATE_STOPS", ...answer.levels(LEVELS) };
      case "cancel_orders":
        return { action: "CANCEL_ORDERS", ...answer.reason() };
      default:
        return answer.refuse("action", MANAGE_ACTIONS);
    }
  }

  /** What a function answered that should have been a table or object, or nothing. */
  notATable(functionName: string, value: unknown, right: string): StrategyFault {
    const given = `${functionName} returned ${shown(value)}`;
    return badReturn(this.#file, `${given}: it has to be ${right}`);
  }
}

function orderOf(answer: IntentAnswer) {
  return { ...orderTerms(answer), ...answer.numbers(["quantity"]), ...answer.reason() };
}

function enter(answer: IntentAnswer, side: "LONG" | "SHORT"): EnterIntent {
  return { action: "ENTER", side, ...orderOf(answer), ...answer.numbers(LEVELS) };
}

function add(answer: IntentAnswer): ManageIntent {
  // They would not be set, and the strategy would believe itself protected.
  const level = LEVELS.find((field) => answer.has(field));
  if (level) answer.refuse(level, "left out to add: update_stops moves the levels");
  return { action: "ADD", ...orderOf(answer) };
}

function reverse(answer: IntentAnswer): ManageIntent {
  reversesAtMarket(answer);
  const numbers = answer.numbers(["quantity", ...LEVELS]);
  return { action: "REVERSE", ...numbers, ...answer.reason() };
}
