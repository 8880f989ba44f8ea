import { deepEqual } from "node:assert/strict";
import { trade } from "../../../tests/contracts/store_samples.ts";
import { runnerId } from "../../domain/mod.ts";
import { readTrades } from "./read_trades.ts";

const TRADES = Array.from({ length: 1_203 }, (_, n) => trade(runnerId("b1"), n + 1));

Deno.test("trades are read a page of the store at a stretch", async () => {
  const read = async (limit: number, offset: number) => {
    const pieces: number[] = [];
    const trades = await readTrades(
      {
        trades(_id, some, from) {
          pieces.push(some);
          return TRADES.slice(from, from + some);
        },
      },
      "bt1",
      limit,
      offset,
    );
    deepEqual(trades, TRADES.slice(offset, offset + limit));
    return pieces;
  };
  deepEqual(await read(100, 0), [100]);
  deepEqual(await read(3, 499), [1, 2]);
  deepEqual(await read(1_000, 250), [250, 500, 250]);
  // There are no more.
  deepEqual(await read(10_000, 0), [500, 500, 500]);
  deepEqual(await read(10, 9_999), [1]);
  deepEqual(await read(0, 0), []);
});
