import { deepEqual, equal, throws } from "node:assert/strict";
import { accountId, type EngineEvent, orderId, runnerId } from "../../engine/domain/mod.ts";
import type { Store } from "../../engine/store/mod.ts";
import * as sample from "./store_samples.ts";

const R1 = runnerId("r1");

/** What every store has to do, whatever it is made of. `open` gives an empty one. */
export function storeContract(name: string, open: () => Store): void {
  const check = (what: string, run: (store: Store) => void) =>
    Deno.test(`${name} ${what}`, () => {
      const store = open();
      try {
        run(store);
      } finally {
        store.close();
      }
    });

  check("starts empty", (store) => {
    deepEqual(store.runners(), []);
    deepEqual(store.accounts(), []);
    deepEqual(store.settings(), {});
    equal(store.state(R1), undefined);
    deepEqual(store.events({ limit: 10 }), []);
    deepEqual(store.orders(R1, 10), []);
    deepEqual(store.trades(R1, 10), []);
    deepEqual(store.transitions(R1, 10), []);
    store.check();
  });

  check("gives a runner back as it was written, and its newest version", (store) => {
    store.commit({ runners: [sample.record("r1"), sample.record("r2")] });
    store.commit({ runners: [sample.record("r1", { status: "PAUSED", parameters: { fast: 5 } })] });
    deepEqual(store.runners(), [
      sample.record("r2"),
      sample.record("r1", { status: "PAUSED", parameters: { fast: 5 } }),
    ]);
  });

  check("keeps the newest state of a runner", (store) => {
    store.commit({ runners: [sample.record("r1")], states: [sample.state("r1", 1, { a: 1 })] });
    store.commit({ states: [sample.state("r1", 2, { b: [1, null, "x"], c: { d: 0.1 } })] });
    deepEqual(store.state(R1), sample.state("r1", 2, { b: [1, null, "x"], c: { d: 0.1 } }));
  });

  check("keeps a state from before the first bar", (store) => {
    const fresh = { runnerId: R1, sequence: 0, lastBarTime: null, data: {} };
    store.commit({ runners: [sample.record("r1")], states: [fresh] });
    deepEqual(store.state(R1), fresh);
  });

  check("lists events newest first, by runner, by type, and up to a limit", (store) => {
    store.commit({
      runners: [sample.record("r1"), sample.record("r2")],
      events: [
        sample.log("r1", 1),
        sample.feedStatus(1),
        sample.log("r2", 1),
        sample.transition("r1", 2),
        sample.log("r1", 3),
      ],
    });
    deepEqual(store.events({ limit: 2 }), [sample.log("r1", 3), sample.transition("r1", 2)]);
    deepEqual(store.events({ limit: 9, types: ["FEED_STATUS_CHANGED"] }), [sample.feedStatus(1)]);
    deepEqual(
      store.events({ runnerId: R1, types: ["STRATEGY_LOG", "ORDER_FILLED"], limit: 9 }),
      [sample.log("r1", 3), sample.log("r1", 1)],
    );
    deepEqual(store.events({ limit: 9, types: [] }), []);
  });

  check("leaves an event alone that is already there", (store) => {
    store.commit({ runners: [sample.record("r1")], events: [sample.log("r1", 1, "first")] });
    store.commit({ events: [sample.log("r1", 1, "second"), sample.log("r1", 2)] });
    deepEqual(store.events({ limit: 9 }), [sample.log("r1", 2), sample.log("r1", 1, "first")]);
  });

  check("lists orders as they last were, trades and transitions", (store) => {
    store.commit({
      runners: [sample.record("r1")],
      events: [
        sample.transition("r1", 1),
        sample.submitted("r1", 2, 1),
        sample.filled("r1", 3, 1),
        sample.submitted("r1", 4, 2),
        sample.closed("r1", 5, 1),
      ],
    });
    deepEqual(store.orders(R1, 9), [
      sample.order(R1, 2),
      sample.order(R1, 1, {
        status: "FILLED",
        filledAt: sample.START + 60_000,
        fillPrice: 42_010,
        fee: 4.2,
      }),
    ]);
    deepEqual(store.orders(R1, 1), [sample.order(R1, 2)]);
    deepEqual(store.trades(R1, 9), [sample.trade(R1, 1)]);
    equal(store.transitions(R1, 9)[0]?.time, sample.START + 1);
  });

  check("shows an order as the last event told of it, whichever that was", (store) => {
    store.commit({ runners: [sample.record("r1")] });
    const ending = { code: "USER", reason: "Canceled by the user" };
    const fill = {
      orderId: orderId(R1, 1),
      time: sample.START,
      side: "BUY" as const,
      quantity: 0.05,
      price: 42_010,
      fee: 2.1,
      liquidity: "MAKER" as const,
    };
    const steps: EngineEvent[] = [
      { type: "ORDER_SUBMITTED", ...sample.told("r1", 1) },
      { type: "ORDER_ACCEPTED", ...sample.told("r1", 2, { status: "ACCEPTED" }) },
      { type: "ORDER_AMENDED", ...sample.told("r1", 3, { limitPrice: 41_900 }), reason: null },
      { type: "ORDER_TRIGGERED", ...sample.told("r1", 4, { stopPrice: 41_000 }) },
      { type: "ORDER_PARTIALLY_FILLED", ...sample.told("r1", 5, { filledQuantity: 0.05 }), fill },
      { type: "ORDER_CANCELED", ...sample.told("r1", 6, { status: "CANCELED" }), ...ending },
      { type: "ORDER_EXPIRED", ...sample.told("r1", 7, { status: "EXPIRED" }), ...ending },
    ];
    for (const event of steps) {
      store.commit({ events: [event] });
      deepEqual(store.orders(R1, 9), ["order" in event && event.order]);
    }
  });

  check("keeps every trade of an exit that closed several entries", (store) => {
    const events = [sample.closed("r1", 1, 1), sample.closed("r1", 2, 2)];
    store.commit({ runners: [sample.record("r1")], events });
    deepEqual(store.trades(R1, 9), [sample.trade(R1, 2), sample.trade(R1, 1)]);
  });

  check("keeps accounts in their newest version until they are removed", (store) => {
    store.commit({ accounts: [sample.account("a1"), sample.account("a2")] });
    const former = [
      { priceStep: 0.01, quantityStep: 0.001, cash: -5, realized: -5, fees: 5, funding: 0 },
    ];
    store.commit({ accounts: [sample.account("a1", { former })] });
    deepEqual(store.accounts(), [sample.account("a2"), sample.account("a1", { former })]);
    store.commit({ removedAccounts: [accountId("a2")] });
    deepEqual(store.accounts(), [sample.account("a1", { former })]);
  });

  check("keeps what is set for the whole engine, each by itself", (store) => {
    const trading = {
      state: "HALTED" as const,
      since: sample.START,
      reason: "news",
      flatten: true,
    };
    const risk = { maxOpenPositions: 3, maxExposure: null, maxSymbolExposure: 5_000 };
    store.commit({ settings: { trading } });
    store.commit({ settings: { risk } });
    deepEqual(store.settings(), { trading, risk });
    store.commit({ settings: { trading: { ...trading, state: "ACTIVE" } } });
    deepEqual(store.settings(), { trading: { ...trading, state: "ACTIVE" }, risk });
  });

  check("does not take an order back when an old event comes again", (store) => {
    const events = [sample.submitted("r1", 1, 1), sample.filled("r1", 2, 1)];
    store.commit({ runners: [sample.record("r1")], events });
    store.commit({ events: [sample.submitted("r1", 1, 1)] });
    equal(store.orders(R1, 1)[0]?.status, "FILLED");
  });

  check("removes a runner with all it had, and remembers that it was removed", (store) => {
    store.commit({
      runners: [sample.record("r1"), sample.record("r2")],
      states: [sample.state("r1", 3)],
      events: [
        sample.transition("r1", 1),
        sample.submitted("r1", 2, 1),
        sample.closed("r1", 3, 1),
        sample.log("r2", 1),
      ],
    });
    store.commit({ removed: [R1], events: [sample.removedEvent("r1", 4)] });
    deepEqual(store.runners().map((runner) => runner.id), ["r2"]);
    equal(store.state(R1), undefined);
    deepEqual(store.orders(R1, 9), []);
    deepEqual(store.trades(R1, 9), []);
    deepEqual(store.transitions(R1, 9), []);
    deepEqual(store.events({ limit: 9 }), [sample.removedEvent("r1", 4), sample.log("r2", 1)]);
  });

  check("leaves out what comes late from a runner that was removed", (store) => {
    store.commit({ runners: [sample.record("r1")] });
    store.commit({ removed: [R1] });
    store.commit({ states: [sample.state("r1", 9)], events: [sample.submitted("r1", 9, 1)] });
    equal(store.state(R1), undefined);
    deepEqual(store.events({ limit: 9 }), []);
    deepEqual(store.orders(R1, 9), []);
  });

  check("commits all of a batch or nothing", (store) => {
    store.commit({ runners: [sample.record("r1")], events: [sample.log("r1", 1)] });
    const unfit = { ...sample.log("r1", 3), sequence: Number.NaN };
    throws(() =>
      store.commit({
        runners: [sample.record("r2")],
        states: [sample.state("r1", 2)],
        events: [sample.log("r1", 2), unfit],
      }), /^StoreError: Cannot write/);
    throws(() => store.check(), /Cannot write/);
    deepEqual(store.runners(), [sample.record("r1")]);
    equal(store.state(R1), undefined);
    deepEqual(store.events({ limit: 9 }), [sample.log("r1", 1)]);

    store.commit({ events: [sample.log("r1", 2)] });
    store.check();
    deepEqual(store.events({ limit: 9 }), [sample.log("r1", 2), sample.log("r1", 1)]);
  });

  check("never gives a runner number out twice", (store) => {
    equal(store.nextRunnerNumber(), 1);
    store.commit({ runners: [sample.record("r1")] });
    store.commit({ removed: [R1] });
    equal(store.nextRunnerNumber(), 2);
    equal(store.nextAccountNumber(), 1);
    equal(store.nextAccountNumber(), 2);
  });
}
