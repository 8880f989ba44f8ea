import { deepEqual, equal, ok } from "node:assert/strict";
import { MINUTE, seriesOf, START } from "../../tests/contracts/market_store_contract.ts";
import { openMarketStore } from "./mod.ts";

const BTC = seriesOf("BTCUSDT");
const ALL = { from: 0, to: Infinity };

/** What both kinds of writers begin with. Arguments: path, number of the writer. */
const HEAD = `
  import { openMarketStore } from ${JSON.stringify(import.meta.resolve("./mod.ts"))};
  import { bars, candlesAt, MINUTE, seriesOf, START } from ${
  JSON.stringify(import.meta.resolve("../../tests/contracts/market_store_contract.ts"))
};
  const BTC = seriesOf("BTCUSDT");
  const [path, number] = Deno.args;
  const say = (text) => Deno.stdout.writeSync(new TextEncoder().encode(text + "\\n"));
`;

/** Puts every third minute, one by one, and a series of its own. */
const THIRDS = `
  say("ready");
  await Deno.stdin.read(new Uint8Array(1));
  const store = openMarketStore(path);
  for (let i = Number(number); i < 900; i += 3) {
    store.put(BTC, candlesAt([START + i * MINUTE], i + 1));
    if (i % 30 < 3) store.put(seriesOf("OWN" + number), candlesAt(bars(START + i * MINUTE, 300)));
  }
  store.close();
`;

/** Puts for ever, 300 minutes and the hole behind them at once, and says after each which it was. */
const ENDLESS = `
  const store = openMarketStore(path);
  for (let n = 1; ; n++) {
    const from = START + (n - 1) * 310 * MINUTE;
    store.put(BTC, candlesAt(bars(from, 300)), { from, to: from + 310 * MINUTE });
    say(n);
  }
`;

async function withWriter(
  body: string,
  run: (path: string, start: (number: number) => Deno.ChildProcess) => Promise<void>,
): Promise<void> {
  const folder = Deno.makeTempDirSync();
  const path = `${folder}/market.sqlite`;
  const script = `${folder}/writer.ts`;
  Deno.writeTextFileSync(script, HEAD + body);
  try {
    await run(path, (number) =>
      new Deno.Command(Deno.execPath(), {
        args: ["run", "-A", "--no-check", "--no-config", script, path, String(number)],
        stdin: "piped",
        stdout: "piped",
      }).spawn());
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("processes that open and write one file at once lose nothing of each other", async () => {
  await withWriter(THIRDS, async (path, start) => {
    const writers = [0, 1, 2].map(start);
    const said = writers.map((writer) => writer.stdout.getReader());
    await Promise.all(said.map((reader) => reader.read()));
    for (const writer of writers) await writer.stdin.close();
    for (const writer of writers) equal((await writer.status).code, 0);
    for (const reader of said) await reader.cancel();

    const store = openMarketStore(path);
    const { time, open } = store.read(BTC, ALL);
    deepEqual([...open], Array.from({ length: 900 }, (_, i) => i + 1));
    equal(time.at(-1), START + 899 * MINUTE);
    deepEqual(store.covered(BTC), [{ from: START, to: START + 900 * MINUTE }]);
    deepEqual(store.series().map(({ symbol, bars }) => [symbol, bars]), [
      ["BTCUSDT", 900],
      ["OWN0", 1_170],
      ["OWN1", 1_170],
      ["OWN2", 1_170],
    ]);
    store.close();
  });
});

/** Reads what the writer says until at least `enough` puts; then kills it and reads the rest. */
async function killAfter(enough: number, writer: Deno.ChildProcess): Promise<number> {
  const decoder = new TextDecoder();
  let said = "";
  let isKilled = false;
  for await (const chunk of writer.stdout) {
    said += decoder.decode(chunk, { stream: true });
    // Only once: what comes after may be read when the process is gone.
    if (isKilled || said.split("\n").length <= enough) continue;
    writer.kill("SIGKILL");
    isKilled = true;
  }
  equal((await writer.status).signal, "SIGKILL");
  await writer.stdin.close().catch(() => {});
  return Number(said.split("\n").at(-2));
}

Deno.test("a process killed while it writes leaves whole puts, all it had told of", async () => {
  await withWriter(ENDLESS, async (path, start) => {
    // The test has the file open, too: nobody has to put it right first.
    const store = openMarketStore(path);
    for (const enough of [1, 200]) {
      const said = await killAfter(enough, start(0));
      const puts = (store.covered(BTC)[0]!.to - START) / (310 * MINUTE);
      // One more may have been committed that it had no time to tell of.
      ok(puts >= said, `said ${said}, kept ${puts}`);
      equal(store.read(BTC, ALL).time.length, puts * 300);
      equal(store.series()[0]?.bars, puts * 300);
      equal(store.covered(BTC).length, 1);
      equal(store.holes(BTC, ALL).length, puts);
    }
    store.close();
  });
});
