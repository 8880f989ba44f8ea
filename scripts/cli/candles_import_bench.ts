/**
 * Candles a second that `download --import` takes into a new store, and the memory that needs:
 * `deno run -A scripts/cli/candles_import_bench.ts`. Each file in a process of its own.
 */
import { fileURLToPath } from "node:url";
import { candleTexts } from "../../engine/feeds/candle_files/mod.ts";
import { openMarketStore } from "../../engine/store/mod.ts";
import { gzip, zipped } from "../../tests/support/csv.ts";
import { importText } from "./candles_import.ts";

const ROWS = 1_000_000;
const ROUNDS = 3;
const TARGET_PER_SECOND = 300_000;
const MINUTE = 60_000;
const BYTES_PER_MB = 1e6;

interface Measured {
  readonly ms: number;
  /** How much more memory the process had at most than before the import. */
  readonly grownMb: number;
}

async function measure(path: string, data: string): Promise<Measured> {
  const store = openMarketStore(data);
  const rules = {
    source: "BINANCE",
    symbol: undefined,
    timeframe: undefined,
    skipBad: false,
  } as const;
  const before = Deno.memoryUsage().rss;
  let most = before;
  const watch = () => most = Math.max(most, Deno.memoryUsage().rss);
  const begun = performance.now();
  for (const text of await candleTexts(path)) {
    const now = Date.now();
    await importText(text, { ...rules, now }, store, watch, new AbortController().signal);
  }
  const ms = performance.now() - begun;
  store.close();
  return { ms, grownMb: (most - before) / BYTES_PER_MB };
}

async function measureApart(path: string, data: string): Promise<Measured> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "--no-check", fileURLToPath(import.meta.url), path, data],
    stdin: "null",
    stderr: "inherit",
  }).output();
  if (!success) throw new Error(`Importing ${path} failed`);
  return JSON.parse(new TextDecoder().decode(stdout));
}

/** A dump of 12 columns, as the exchange has them. */
function dump(): string {
  const lines: string[] = [];
  let close = 20_000;
  for (let i = 0; i < ROWS; i++) {
    const open = close;
    close += ((i * 7919) % 200 - 99.5) / 10;
    const prices = [open, Math.max(open, close) + 5, Math.min(open, close) - 5, close];
    const time = Date.UTC(2022, 0, 1) + i * MINUTE;
    lines.push(
      `${time},${prices.map((price) => price.toFixed(8))},${((i % 1000) / 7).toFixed(8)},` +
        `${time + MINUTE - 1},60123.45678900,117,0.75000000,30061.72839450,0\n`,
    );
  }
  return lines.join("");
}

async function run(): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "bench-" });
  try {
    const text = dump();
    const name = "BTCUSDT-1m-2022.csv";
    await Deno.writeTextFile(`${folder}/${name}`, text);
    await Deno.writeFile(`${folder}/${name}.gz`, await gzip(text));
    await Deno.writeFile(`${folder}/BTCUSDT-1m-2022.zip`, await zipped({ [name]: text }));
    console.log(
      `import of ${ROWS} candles, ${(text.length / BYTES_PER_MB).toFixed(0)} MB unpacked`,
    );
    for (const file of [name, `${name}.gz`, "BTCUSDT-1m-2022.zip"]) {
      const rounds: Measured[] = [];
      for (let round = 0; round < ROUNDS; round++) {
        const data = `${folder}/${file}-${round}.sqlite`;
        rounds.push(await measureApart(`${folder}/${file}`, data));
        await Deno.remove(data);
      }
      const ms = Math.min(...rounds.map((one) => one.ms));
      const grown = Math.max(...rounds.map(({ grownMb }) => grownMb));
      console.log(
        `${file.replace(/^[^.]*/, "").padEnd(8)} ${ms.toFixed(0).padStart(6)} ms ` +
          `${Math.round(ROWS / ms).toLocaleString("en-US").padStart(6)},000 candles/s  ` +
          `memory grows by ${grown.toFixed(0)} MB; ` +
          `${ROWS / ms * 1_000 >= TARGET_PER_SECOND ? "met" : "MISSED"}: 300,000 a second`,
      );
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const [path, data] = Deno.args;
if (path !== undefined && data !== undefined) {
  console.log(JSON.stringify(await measure(path, data)));
} else await run();
