import type { PositionData, WorkingOrder } from "../broker/mod.ts";
import {
  type Instrument,
  type JsonObject,
  type OrderId,
  type OrderPurpose,
  type OrderSide,
  scaleOf,
  type Side,
} from "../domain/mod.ts";
import type { DeskData } from "./order_desk.ts";
import type { RunnerData } from "./runner_types.ts";

/** A position of one entry, as versions without scaling in kept it. */
interface LegacyPosition {
  readonly side: Side;
  readonly lots: number;
  readonly entryTicks: number;
  readonly entryTime: number;
  readonly stopTicks: number | null;
  readonly takeTicks: number | null;
  readonly realized: number;
  readonly fees: number;
  readonly entryFeeLeft: number;
  readonly barsHeld: number;
  readonly lowest: number;
  readonly highest: number;
}

/** The one order that could wait, for the next price. */
interface LegacyOrder {
  readonly id: OrderId;
  readonly purpose: OrderPurpose;
  readonly side: OrderSide;
  readonly opens: Side | null;
  readonly quantity: number | null;
  readonly estimate: number;
  readonly stopTicks: number | null;
  readonly takeTicks: number | null;
  readonly referencePrice: number;
  readonly reason: string | null;
  readonly submittedAt: number;
}

interface LegacyDesk {
  readonly books: {
    readonly account: {
      readonly initial: number;
      readonly cash: number;
      readonly realized: number;
      readonly fees: number;
    };
    readonly position: LegacyPosition | null;
    readonly trades: number;
  };
  readonly pending: LegacyOrder | null;
  readonly orders: number;
}

/** The desk of an older state, or the present one. */
type StoredState = Omit<RunnerData, "desk"> & { readonly desk: DeskData | LegacyDesk };

/**
 * A stored state as the runner takes it up, whichever version wrote it. Until orders could rest, stop loss
 * and take profit were levels that the bar was compared with; as the desk is marked as suspended, they are
 * placed once the runner hears that it may trade.
 */
export function storedState(data: JsonObject, instrument: Instrument): RunnerData {
  // What a store gives back is what a runner's `toData` gave it.
  const state = data as unknown as StoredState;
  const { desk } = state;
  if ("working" in desk) return { ...state, desk };
  return { ...state, desk: presentDesk(desk, instrument) };
}

function presentDesk({ books, pending, orders }: LegacyDesk, instrument: Instrument): DeskData {
  const { account, position, trades } = books;
  return {
    books: {
      account: { ...account, funding: 0 },
      position: position && presentPosition(position),
      trades,
    },
    working: pending ? [presentOrder(pending, orders, instrument)] : [],
    orders,
    fees: { day: 0, volumes: [] },
    tape: { volume: null, volatility: null, left: null },
    fundedAt: null,
    suspended: position !== null,
  };
}

function presentPosition(position: LegacyPosition): PositionData {
  const { lots, entryTicks, entryFeeLeft, ...rest } = position;
  const entry = { lots, ticks: entryTicks, feeLeft: entryFeeLeft, time: rest.entryTime };
  return { ...rest, entries: [entry], trailTicks: null, funding: 0 };
}

/** @param number of the last order that was written: the one that waits */
function presentOrder(order: LegacyOrder, number: number, instrument: Instrument): WorkingOrder {
  const { id, purpose, side, opens, quantity, reason, submittedAt } = order;
  return {
    id,
    number,
    purpose,
    side,
    type: "MARKET",
    opens,
    timeInForce: "GTC",
    postOnly: false,
    group: null,
    stopLoss: order.stopTicks,
    takeProfit: order.takeTicks,
    trailingStop: null,
    reference: order.referencePrice,
    reason,
    submittedAt,
    activeAt: submittedAt,
    status: "SUBMITTED",
    quantity,
    lots: scaleOf(instrument).lotsDown(quantity ?? order.estimate),
    filled: 0,
    limitTicks: null,
    stopTicks: null,
    trailTicks: null,
    triggered: false,
    expiresAt: null,
    since: NaN,
    updatedAt: submittedAt,
    value: 0,
    fee: 0,
    filledAt: null,
    fillTicks: null,
  };
}
