import { deepEqual, equal } from "node:assert/strict";
import { changed } from "./changing_rows.ts";

const ROWS = [{ id: "b", n: 1 }, { id: "a", n: 1 }];

Deno.test("a row that is new comes first, one that has changed stays in its place", () => {
  const third = { id: "c", n: 1 };
  deepEqual(changed(ROWS, { id: "c", row: third }), [third, ...ROWS]);
  deepEqual(changed(ROWS, { id: "a", row: { id: "a", n: 2 } }), [ROWS[0], { id: "a", n: 2 }]);
});

Deno.test("a row that is gone goes, and the first word changes nothing", () => {
  deepEqual(changed(ROWS, { id: "b", row: null }), [ROWS[1]]);
  equal(changed(ROWS, { id: null, row: null }), ROWS);
});
