import { deepEqual, equal, ok } from "node:assert/strict";
import { cellsOf, heatColor, heatInk, heatScale, stepped } from "./heat.ts";

Deno.test("a scale goes from the worst to the best, whichever way round that is", () => {
  const cells = [[1, null], [3, 2]];
  const scale = heatScale(cells, false)!;
  deepEqual([scale.worst, scale.best, scale.place(1), scale.place(2), scale.place(3)], [
    1,
    3,
    0,
    0.5,
    1,
  ]);
  const turned = heatScale(cells, true)!;
  deepEqual([turned.worst, turned.best, turned.place(1), turned.place(3)], [3, 1, 1, 0]);
  equal(heatScale([[5]], false)!.place(5), 1, "the only one is the best");
  equal(heatScale([[null]], false), null);
});

Deno.test("colours are those of the scale, written on in black where they are light", () => {
  // Ends and middle of viridis, as matplotlib has them.
  deepEqual([0, 0.5, 1].map(heatColor), ["rgb(68 1 84)", "rgb(33 145 140)", "rgb(253 231 37)"]);
  deepEqual([0, 1].map(heatInk), ["#ffffff", "#000000"]);
  equal(heatColor(2), heatColor(1));
});

Deno.test("what is written on a colour can be read: WCAG 2 wants a contrast of 4.5", () => {
  const linear = (part: number) =>
    part <= 10.31475 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4;
  for (let place = 0; place <= 1; place += 0.01) {
    const [red = 0, green = 0, blue = 0] = heatColor(place).match(/\d+/g)!.map(Number).map(linear);
    const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    const contrast = heatInk(place) === "#ffffff" ? 1.05 / (light + 0.05) : (light + 0.05) / 0.05;
    ok(contrast >= 4.5, `${contrast.toFixed(2)} at ${place.toFixed(2)}`);
  }
});

Deno.test("keys lead from cell to cell and stay within the grid", () => {
  deepEqual(stepped([0, 0], "ArrowRight", 2, 3), [0, 1]);
  deepEqual(stepped([0, 0], "ArrowUp", 2, 3), [0, 0]);
  deepEqual(stepped([1, 1], "End", 2, 3), [1, 2]);
  equal(stepped([0, 0], "x", 2, 3), null);
});

Deno.test("what is no cell is an empty one", () => {
  deepEqual(cellsOf([[1, "x", null]]), [[1, null, null]]);
  deepEqual(cellsOf(null), []);
});
