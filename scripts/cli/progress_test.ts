import { deepEqual, equal, ok } from "node:assert/strict";
import { FakeTime } from "../../tests/support/fake_time.ts";
import { Progress, type ProgressScreen } from "./progress.ts";

function screenOf(columns: number): ProgressScreen & { readonly texts: string[] } {
  const texts: string[] = [];
  return { texts, write: (text) => void texts.push(text), columns: () => columns };
}

const half = { share: 0.5, candles: 60_000, label: "BTCUSDT 1m" };

Deno.test("on a terminal one line is written over, ten times a second at most", () => {
  const time = new FakeTime();
  const screen = screenOf(100);
  const progress = new Progress(screen, time);
  progress.show(half);
  time.advance(99);
  progress.show(half);
  deepEqual(screen.texts, []);
  time.advance(1);
  progress.show({ ...half, share: 0.25 });
  time.advance(1_900);
  progress.show(half);
  deepEqual(screen.texts, [
    "\rBTCUSDT 1m  [######··················]   25 %  60,000 candles\x1b[K",
    "\rBTCUSDT 1m  [############············]   50 %  60,000 candles  30,000/s  2 s left\x1b[K",
  ]);
  progress.clear();
  equal(screen.texts.at(-1), "\r\x1b[K");
  progress.clear();
  equal(screen.texts.length, 3);
});

Deno.test("a narrow terminal's line is not broken, and has no bar where the rest would not fit", () => {
  const time = new FakeTime();
  const [narrow, wider] = [screenOf(30), screenOf(80)];
  const progress = [narrow, wider].map((screen) => new Progress(screen, time));
  time.advance(1_000);
  for (const each of progress) each.show({ ...half, note: "9 of 19" });
  equal(narrow.texts[0], "\rBTCUSDT 1m   50 %  60,000 can\x1b[K");
  equal(
    wider.texts[0],
    "\rBTCUSDT 1m   50 %  60,000 candles  60,000/s  1 s left  9 of 19\x1b[K",
  );
});

Deno.test("elsewhere a plain line comes every five seconds", () => {
  const time = new FakeTime();
  const screen = screenOf(0);
  const progress = new Progress(screen, time);
  for (let second = 1; second <= 11; second++) {
    time.advance(1_000);
    progress.show({ ...half, share: second / 20, candles: second * 1_000 });
  }
  deepEqual(screen.texts, [
    "BTCUSDT 1m   25 %  5,000 candles  1,000/s  15 s left\n",
    "BTCUSDT 1m   50 %  10,000 candles  1,000/s  10 s left\n",
  ]);
  progress.clear();
  equal(screen.texts.length, 2);
});

Deno.test("a note stays, and the line goes on below it", () => {
  const time = new FakeTime();
  const screen = screenOf(100);
  const progress = new Progress(screen, time);
  progress.note("Waiting for the exchange");
  time.advance(1_000);
  progress.show(half);
  progress.note("Waiting again");
  deepEqual([screen.texts[0], ...screen.texts.slice(2)], [
    "Waiting for the exchange\n",
    "\r\x1b[K",
    "Waiting again\n",
  ]);
});

Deno.test("times left are told in the unit that fits", () => {
  const left = (share: number, elapsedMs: number) => {
    const time = new FakeTime();
    const screen = screenOf(0);
    const progress = new Progress(screen, time);
    time.advance(elapsedMs);
    progress.show({ ...half, share });
    return screen.texts[0]!.split("  ").at(-1)!.trim();
  };
  equal(left(0.5, 8_000), "8 s left");
  equal(left(0.5, 188_000), "3:08 min left");
  equal(left(0.5, 2 * 3_600_000 + 180_000), "2:03 h left");
  ok(!left(1, 10_000).includes("left"));
  ok(!left(0, 10_000).includes("left"));
});
