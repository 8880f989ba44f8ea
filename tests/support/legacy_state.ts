/** States of runners as older versions stored them, for tests of what becomes of them. */

/**
 * Written by the version before orders could rest: 0.3 BTC bought at 101 with a stop at 95 and a target at
 * 110, of which 0.1 was sold at 103; 10 bps a fill.
 */
export const HOLDING = {
  status: "RUNNING",
  state: "IN_POSITION",
  context: { seen: 1 },
  desk: {
    books: {
      account: { initial: 100000000000, cash: 99799594000, realized: 1796000, fees: 406000 },
      position: {
        side: "LONG",
        lots: 20000,
        entryTicks: 10100,
        entryTime: 1704067260000,
        stopTicks: 9500,
        takeTicks: 11000,
        realized: 1796000,
        fees: 406000,
        entryFeeLeft: 202000,
        barsHeld: 3,
        lowest: 101,
        highest: 104,
      },
      trades: 1,
    },
    pending: null,
    orders: 2,
  },
  counters: {
    bars: 4,
    ticks: 0,
    opportunities: 1,
    trades: 1,
    wins: 1,
    losses: 0,
    orders: 2,
    rejected: 0,
    errors: 0,
    droppedLogs: 0,
  },
  errorsInRow: 0,
  lastError: null,
  lastTime: 1704067440000,
  lastBarTime: 1704067380000,
  indicators: [],
  candle: {
    time: 1704067380000,
    open: 103,
    high: 104,
    low: 102,
    close: 103,
    volume: 1,
    closed: true,
  },
  cutOff: false,
};

/** The same a bar later: it is going to sell 0.1 more at the next price. */
export const PENDING = {
  id: "r1-o3",
  purpose: "EXIT",
  side: "SELL",
  opens: null,
  quantity: 0.1,
  estimate: 0.1,
  stopTicks: null,
  takeTicks: null,
  stopLoss: null,
  takeProfit: null,
  referencePrice: 103,
  reason: "rest",
  submittedAt: 1704067440000,
};
