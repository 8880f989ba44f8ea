/**
 * All tests: `deno task test`, or some: `deno task test engine/store`. The last line counts them.
 *
 * Tests that watch the clock, a browser or a whole process run one file after another, the rest in
 * parallel. This file cannot be called `test.ts`: it would be taken for a test, and run itself.
 */
import { build } from "./build.ts";
import { ROOT } from "./build/paths.ts";
import { addCounts, type Counts, countsOf, NONE } from "./testing/junit.ts";

const SERIAL = ["tests/browser", "tests/scenarios"];

async function runTests(name: string, args: readonly string[]): Promise<Counts> {
  const report = `${ROOT}dist/test-${name}.xml`;
  await Deno.remove(report).catch(() => {});
  const command = ["test", "-A", "--no-check", "--permit-no-files", `--junit-path=${report}`];
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: [...command, ...args],
    cwd: ROOT,
    stdin: "null",
  }).spawn().status;
  const counts = countsOf(await Deno.readTextFile(report).catch(() => ""));
  // A file that does not load fails no test, and yet it is a failure.
  return success || counts.failed > 0 ? counts : { ...counts, failed: 1 };
}

await build();
let counts = NONE;
if (Deno.args.length > 0) {
  counts = await runTests("some", Deno.args);
} else {
  // One path only: with several, Deno does not leave out what it is told to ignore.
  const others = ["--parallel", `--ignore=${SERIAL.join(",")}`, "."];
  counts = addCounts(counts, await runTests("parallel", others));
  counts = addCounts(counts, await runTests("serial", SERIAL));
}
const { passed, failed, ignored } = counts;
console.log(`Tests: ${passed} passed, ${failed} failed, ${ignored} ignored`);
Deno.exit(failed === 0 && passed > 0 ? 0 : 1);
