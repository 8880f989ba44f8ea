import { deepEqual, equal, throws } from "node:assert/strict";
import { runnerId } from "../../engine/domain/mod.ts";
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
  });
}
