import assert from "node:assert/strict";
import fc from "fast-check";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { breathe } from "../breathe.ts";
import { BINANCE } from "./exchanges.ts";
import type { HttpAnswer, Network } from "./network.ts";
import { RestError } from "./rest_api.ts";
import { createRestClient } from "./rest_client.ts";
import { MAX_PARALLEL } from "./rest_gate.ts";

const START = Date.UTC(2024, 0, 15, 12, 0, 2);
/** Answers take an odd number of steps and all waits an even one: never both in one moment. */
const STEP = 250;
const MAX_STEPS = 40_000;
/** Of the exchange; a request for candles weighs 2, and 16 are for us. */
const WEIGHT_PER_MINUTE = 20;

/** What an exchange may do with a request. */
const MOODS = ["good", "good", "good", "500", "429", "418", "junk", "drop", "hang", "400"] as const;
const SILENCE_MS: Readonly<Record<string, number>> = { "429": 10_000, "418": 120_000 };

/** An exchange that writes down which of its laws are broken. */
class MoodyNetwork implements Network {
  readonly broken = new Set<string>();
  underWay = 0;
  readonly #time: FakeTime;
  readonly #moods: readonly string[];
  readonly #delays: readonly number[];
  readonly #weights = new Map<number, number>();
  /** Each begins with the step after the answer that asks for it. */
  readonly #silences: { readonly from: number; readonly to: number }[] = [];
  #count = 0;

  constructor(time: FakeTime, moods: readonly string[], delays: readonly number[]) {
    this.#time = time;
    this.#moods = moods;
    this.#delays = delays;
  }

  connect(): never {
    throw new Error("no sockets here");
  }

  get(_url: string, signal: AbortSignal): Promise<HttpAnswer> {
    this.#weigh();
    const mood = this.#moods[this.#count % this.#moods.length]!;
    const steps = 2 * this.#delays[this.#count++ % this.#delays.length]! + 1;
    const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
    const end = () => {
      this.underWay--;
      stop();
      signal.removeEventListener("abort", giveUp);
    };
    const giveUp = () => (end(), reject(new Error("given up")));
    const stop = this.#time.after(mood === "hang" ? 1e9 : steps * STEP, () => {
      end();
      if (mood === "drop") reject(new Error("the connection broke off"));
      else resolve(this.#answer(mood));
    });
    signal.addEventListener("abort", giveUp);
    return promise;
  }

  #weigh(): void {
    const now = this.#time.now();
    // This exchange's minutes begin a second after the machine's.
    const minute = Math.floor((now - 1_000) / 60_000);
    const weight = (this.#weights.get(minute) ?? 0) + BINANCE.weights.klines;
    this.#weights.set(minute, weight);
    if (weight > 16) this.broken.add("weight");
    if (++this.underWay > MAX_PARALLEL) this.broken.add("at once");
    if (this.#silences.some(({ from, to }) => now >= from && now < to)) this.broken.add("silence");
  }

  #answer(mood: string): HttpAnswer {
    const now = this.#time.now();
    const silence = SILENCE_MS[mood];
    if (silence !== undefined) this.#silences.push({ from: now + STEP, to: now + silence });
    const status = mood === "good" || mood === "junk" ? 200 : Number(mood);
    return { status, body: mood === "good" ? "[]" : "junk", header: () => null };
  }
}

const scene = fc.record({
  moods: fc.array(fc.constantFrom(...MOODS), { minLength: 1, maxLength: 40 }),
  delays: fc.array(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 10 }),
  /** Which requests are given up, one a step. */
  aborts: fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 5 }),
  count: fc.integer({ min: 1, max: 25 }),
});

Deno.test("in any weather limits and silence are kept and every request ends", async () => {
  await fc.assert(
    fc.asyncProperty(scene, async ({ moods, delays, aborts, count }) => {
      const time = new FakeTime(START);
      const network = new MoodyNetwork(time, moods, delays);
      const rest = createRestClient({
        exchange: { ...BINANCE, weightPerMinute: WEIGHT_PER_MINUTE },
        network,
        clock: time,
        timers: time,
        random: () => 1,
      });
      const givers = Array.from({ length: count }, () => new AbortController());
      const results: unknown[] = [];
      for (const { signal } of givers) {
        rest.klines({ symbol: "AB", interval: "1m" }, signal)
          .then(() => null, (error) => error).then((result) => results.push(result));
      }
      for (let step = 0; step < MAX_STEPS && results.length < count; step++) {
        time.advance(STEP);
        await breathe();
        const given = aborts[step];
        if (given !== undefined) givers[given]?.abort();
      }
      assert.deepEqual([...network.broken], []);
      assert.equal(results.length, count);
      for (const result of results) assert.ok(result === null || result instanceof RestError);
      rest.close();
      await breathe();
      assert.equal(network.underWay, 0);
      assert.equal(time.timers, 0);
    }),
    { numRuns: 40 },
  );
});
