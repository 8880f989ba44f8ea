import { deepEqual, equal } from "node:assert/strict";
import { setImmediate } from "node:timers";
import { breathe } from "./breathe.ts";

Deno.test("of several that work in pieces one goes on in a turn, in the order they came in", async () => {
  let turn = 0;
  const pieces: [name: string, turn: number][] = [];
  let isOver = false;
  const count = () => {
    turn++;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const work = async (name: string) => {
    for (let piece = 0; piece < 3; piece++) {
      await breathe();
      pieces.push([name, turn]);
    }
  };
  await Promise.all(["a", "b", "c"].map(work));
  isOver = true;
  deepEqual(pieces.map(([name]) => name).join(""), "abcabcabc");
  equal(new Set(pieces.map(([, turn]) => turn)).size, pieces.length);
});
