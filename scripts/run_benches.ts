/**
 * Everything `docs/performance.md` says in figures: `deno task bench [--write] [--only micro|backtests|sweep|growth|live]`.
 * `--write` puts the figures into the page; best on a machine that does nothing else.
 */
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { measureBacktests } from "./bench/backtests.ts";
import { backtestsText } from "./bench/backtests_text.ts";
import { measureGrowth } from "./bench/growth.ts";
import { growthText } from "./bench/growth_text.ts";
import { measureLive } from "./bench/live.ts";
import { liveText } from "./bench/live_text.ts";
import { MachineWatch } from "./bench/machine_watch.ts";
import { measureMicro } from "./bench/micro.ts";
import { microText } from "./bench/micro_text.ts";
import { measureSweep } from "./bench/sweep.ts";
import { sweepText } from "./bench/sweep_text.ts";
import { build } from "./build.ts";

const PAGE = new URL("../docs/performance.md", import.meta.url);
/** The figures stand between these two in the page. */
const MARKS = ["<!-- figures -->", "<!-- end of figures -->"] as const;
/** Cold processes for each strategy. */
const BACKTEST_ROUNDS = 5;
/** How long it is looked at what else goes on. */
const WATCH_MS = 1_000;

const { values } = parseArgs({
  options: { write: { type: "boolean", default: false }, only: { type: "string" } },
});

async function machineText(): Promise<string> {
  const watch = new MachineWatch();
  await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  const busy = watch.busyCores();
  const date = new Date().toISOString().slice(0, 16).replace("T", " ");
  return `Measured ${date} UTC on ${cpus()[0]?.model ?? "an unknown CPU"}, ` +
    `${navigator.hardwareConcurrency} cores, Deno ${Deno.version.deno}; ` +
    `load average ${loadavg()[0]?.toFixed(2)} and ${busy?.toFixed(2) ?? "?"} cores busy before.`;
}

async function write(figures: string): Promise<void> {
  const page = Deno.readTextFileSync(PAGE);
  const [from, to] = MARKS.map((mark) => page.indexOf(mark));
  if (from === undefined || to === undefined || from < 0 || to < from) {
    throw new Error(`docs/performance.md has to have ${MARKS.join(" and ")}`);
  }
  const head = page.slice(0, from + MARKS[0].length);
  Deno.writeTextFileSync(PAGE, `${head}\n\n${figures}\n\n${page.slice(to)}`);
  await new Deno.Command(Deno.execPath(), { args: ["fmt", "--quiet", fileURLToPath(PAGE)] })
    .output();
}

await build();
const parts = [await machineText()];
const isWanted = (part: string) => values.only === undefined || values.only === part;
if (isWanted("micro")) parts.push(`### Parts\n\n${microText(await measureMicro())}`);
if (isWanted("backtests")) {
  const measures = await measureBacktests(BACKTEST_ROUNDS, console.error);
  parts.push(`### Backtests\n\n${backtestsText(measures)}`);
}
if (isWanted("sweep")) {
  parts.push(`### A sweep\n\n${sweepText(await measureSweep(console.error))}`);
}
if (isWanted("growth")) {
  parts.push(`### How backtests grow\n\n${growthText(await measureGrowth(console.error))}`);
}
if (isWanted("live")) {
  parts.push(`### The running service\n\n${liveText(await measureLive(console.error))}`);
}
const figures = parts.join("\n\n");
console.log(figures);
if (values.write) await write(figures);
