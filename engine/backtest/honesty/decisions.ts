import type { EngineEvent, EventType, Order } from "../../domain/mod.ts";
import type { StrategyHost } from "../../strategy/mod.ts";
import { BacktestBatch } from "../batch.ts";
import { type BatchWorld, runSlices } from "../evaluation/mod.ts";
import type { BacktestJob } from "../job.ts";

/** Something a strategy decided. */
export interface Decision {
  /** When: the end of the bar it was decided on. */
  readonly time: number;
  readonly symbol: string;
  /** What kind of decision: side and purpose of an order, or that an opportunity was seen. */
  readonly kind: string;
  /** All of it, prices and quantities too. */
  readonly text: string;
}

const WANTED: ReadonlySet<EventType> = new Set([
  "OPPORTUNITY_DETECTED",
  "ORDER_SUBMITTED",
  "ORDER_AMENDED",
]);

/**
 * Runs a job and writes down what the strategy decides on the way. Nothing is closed at the end: that would
 * be no decision.
 *
 * @returns null where it was canceled
 * @throws StrategyFault when the strategy does not load
 */
export async function decisionsOf(
  { settings, markets }: BacktestJob,
  host: StrategyHost,
  world: BatchWorld,
): Promise<Decision[] | null> {
  const decisions: Decision[] = [];
  const take = (event: EngineEvent) => {
    const decision = decisionIn(event);
    if (decision) decisions.push(decision);
  };
  const open = { ...settings, closeAtEnd: false };
  const batch = await BacktestBatch.prepare(markets, [open], host, {
    watch: { wanted: WANTED, take },
  });
  await runSlices(batch, world);
  batch.finish();
  return world.isCanceled() ? null : decisions;
}

function decisionIn(event: EngineEvent): Decision | null {
  const { time } = event;
  const symbol = event.symbol ?? "";
  switch (event.type) {
    case "OPPORTUNITY_DETECTED": {
      const kind = "opportunity";
      return { time, symbol, kind, text: `${kind} ${JSON.stringify(event.context)}` };
    }
    case "ORDER_SUBMITTED":
      return { time, symbol, kind: kindOf(event.order), text: textOf(event.order) };
    case "ORDER_AMENDED":
      return {
        time,
        symbol,
        kind: `amend ${kindOf(event.order)}`,
        text: `amend ${textOf(event.order)}`,
      };
    default:
      return null;
  }
}

const kindOf = ({ side, purpose }: Order): string => `${purpose} ${side}`.toLowerCase();

function textOf(order: Order): string {
  const { type, quantity, limitPrice, stopPrice, trailBy, stopLoss, takeProfit } = order;
  const terms = { quantity, limitPrice, stopPrice, trailBy, stopLoss, takeProfit };
  const given = Object.entries(terms).filter(([, value]) => value !== null);
  const words = given.map(([name, value]) => `${name} ${value}`);
  return [`${kindOf(order)} ${type.toLowerCase()}`, ...words].join(", ");
}
