import { deepEqual } from "node:assert/strict";
import { FakeTime } from "../../tests/support/fake_time.ts";
import { stopper } from "./stop_signal.ts";

Deno.test("a Ctrl+C that deno task passes on is the same one, a later one is another", () => {
  const time = new FakeTime();
  const heard: string[] = [];
  const stop = stopper(() => heard.push("first"), () => heard.push("again"), time);
  stop();
  stop();
  time.advance(499);
  stop();
  deepEqual(heard, ["first"]);
  time.advance(1);
  stop();
  deepEqual(heard, ["first", "again"]);
});
