import { shown } from "../domain/mod.ts";
import { badReturn, IntentAnswer, type Writable } from "./intent_answer.ts";
import type { IntentWording, RawIntent } from "./intent_words.ts";
import { orderTerms, type PlacedTerms, reversesAtMarket } from "./order_terms.ts";
import type {
  AddIntent,
  CancelIntent,
  CancelOrdersIntent,
  EnterIntent,
  ExitIntent,
  FilterIntent,
  ManageIntent,
  ReverseIntent,
  StrategyFault,
  UpdateStopsIntent,
} from "./strategy.ts";

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
        return cancel(answer);
      default:
        return answer.refuse("action", FILTER_ACTIONS);
    }
  }

  /** @throws StrategyFault BAD_RETURN naming field and value */
  manage(raw: RawIntent): ManageIntent {
    const answer = new IntentAnswer(raw, this.#wording.manage, this.#wording, this.#file);
    switch (answer.action) {
      case "exit":
        return exit(answer);
      case "add":
        return add(answer);
      case "reverse":
        return reverse(answer);
      case "update_stops":
        return updateStops(answer);
      case "cancel_orders":
        return cancelOrders(answer);
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

type Placing<Intent> = Writable<Intent> & PlacedTerms;

/** Reads the order that an action asks for. */
function order(into: PlacedTerms & { quantity?: number; reason?: string }, answer: IntentAnswer) {
  if (!answer.isShort) orderTerms(into, answer);
  answer.quantity(into);
  answer.reason(into);
}

function enter(answer: IntentAnswer, side: "LONG" | "SHORT"): FilterIntent {
  const intent: Placing<EnterIntent> = { action: "ENTER", side, order: "MARKET" };
  order(intent, answer);
  if (!answer.isShort) answer.numbers(intent, LEVELS);
  return intent;
}

function cancel(answer: IntentAnswer): FilterIntent {
  const intent: Writable<CancelIntent> = { action: "CANCEL" };
  answer.reason(intent);
  return intent;
}

function exit(answer: IntentAnswer): ManageIntent {
  const intent: Placing<ExitIntent> = { action: "EXIT", order: "MARKET" };
  order(intent, answer);
  return intent;
}

function add(answer: IntentAnswer): ManageIntent {
  // They would not be set, and the strategy would believe itself protected.
  const level = LEVELS.find((field) => answer.has(field));
  if (level) answer.refuse(level, "left out to add: update_stops moves the levels");
  const intent: Placing<AddIntent> = { action: "ADD", order: "MARKET" };
  order(intent, answer);
  return intent;
}

function reverse(answer: IntentAnswer): ManageIntent {
  reversesAtMarket(answer);
  const intent: Writable<ReverseIntent> = { action: "REVERSE" };
  answer.quantity(intent);
  answer.numbers(intent, LEVELS);
  answer.reason(intent);
  return intent;
}

function cancelOrders(answer: IntentAnswer): ManageIntent {
  const intent: Writable<CancelOrdersIntent> = { action: "CANCEL_ORDERS" };
  answer.reason(intent);
  return intent;
}

function updateStops(answer: IntentAnswer): ManageIntent {
  const intent: Writable<UpdateStopsIntent> = { action: "UPDATE_STOPS" };
  answer.levels(intent, LEVELS);
  return intent;
}
