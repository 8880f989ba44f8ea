import assert from "node:assert/strict";
import { labelPlaces } from "./label_places.ts";

const PLOT = { width: 300, height: 200 };

Deno.test("a label stands above its line, beside one that is there already", () => {
  assert.deepEqual(labelPlaces([{ y: 100, width: 80 }], PLOT), [{ x: 0, y: 92.5 }]);
  const close = [{ y: 104, width: 80 }, { y: 100, width: 60 }];
  assert.deepEqual(labelPlaces(close, PLOT), [{ x: 66, y: 96.5 }, { x: 0, y: 92.5 }]);
});

Deno.test("labels of lines out of sight stand at the edge, in rows where they need them", () => {
  const above = [{ y: -50, width: 200 }, { y: -20, width: 200 }];
  assert.deepEqual(labelPlaces(above, PLOT), [{ x: 0, y: 7.5 }, { x: 0, y: 22.5 }]);
  const below = [{ y: 500, width: 200 }, { y: 900, width: 90 }];
  assert.deepEqual(labelPlaces(below, PLOT), [{ x: 0, y: 192.5 }, { x: 206, y: 192.5 }]);
});

Deno.test("on a narrow plot a label still stands where it is", () => {
  const narrow = { width: 50, height: 40 };
  assert.deepEqual(labelPlaces([{ y: 20, width: 90 }], narrow), [{ x: 0, y: 12.5 }]);
});
