import { deepEqual, equal, match, ok } from "node:assert/strict";
import { runProcess, ServiceProcess } from "../support/service_process.ts";

/** Calls that cannot work: what they say, and their exit status. */
const WRONG_CALLS: readonly (readonly [call: string, status: number, says: RegExp])[] = [
  ["statr", 2, /unknown command 'statr' \(Did you mean start\?\)/],
  ["start --prot 1", 2, /unknown option '--prot' \(Did you mean --port\?\)/],
  ["start now", 2, /too many arguments/],
  ["start --port", 2, /'--port <port>' argument missing/],
  ["start --port 70000", 2, /argument '70000' is invalid.*0 to 65535/],
  ["start --speed 0", 2, /argument '0' is invalid.*max or a number above 0/],
  ["start --seed x", 2, /argument 'x' is invalid.*whole number/],
  ["start --feed bitstamp", 2, /argument 'bitstamp' is invalid.*simulated/],
  ["start --binance-ws http://127.0.0.1", 2, /has to be a URL that begins with ws:/],
  ["start --binance-rest 127.0.0.1:80", 2, /has to be a URL that begins with http:/],
  ["start --record live.rec", 2, /--record records a live feed: add --feed binance-us/],
  ["start --feed binance --port 0 --record no/such/live.rec", 2, /Cannot record into no\/such/],
  ["start --feed replay", 2, /--feed replay needs a file/],
  ["start --replay no/such.csv", 2, /no\/such\.csv/],
  ["start --log-level loud", 2, /argument 'loud' is invalid.*trace, debug/],
  ["start --strategies no/such", 2, /no\/such is no folder/],
  ["start --host 0.0.0.0", 2, /can be reached by other machines: give a --token/],
  ["start --token=", 2, /--token cannot be empty/],
  ["start --data-dir main.ts", 1, /Cannot open main\.ts\/trading\.sqlite: .* a file is in the way/],
  ["strategy check", 2, /missing required argument 'file'/],
  ["strategy check no_such.lua", 2, /there is no such file/],
  ["strategy check deno.json", 2, /a strategy is a \.lua or \.ts file/],
];

for (const [call, status, says] of WRONG_CALLS) {
  Deno.test(`\`${call}\` says what is wrong in one line`, async () => {
    const ended = await runProcess([...call.split(" "), ...portFor(call)]);
    equal(ended.stderr.trim().split("\n").length, 1, ended.stderr);
    match(ended.stderr, /^trading-simulator: /);
    match(ended.stderr, says);
    equal(ended.code, status, ended.stderr);
    equal(ended.stdout, "");
  });
}

/** Whatever a call does wrong, it must not meet a service that is running here. */
function portFor(call: string): string[] {
  return call.includes("--data-dir") || call.includes("--replay") ? ["--port", "0"] : [];
}

Deno.test("a value from the environment is named when it is wrong, and gives way to an option", async () => {
  const env = { TRADING_SIMULATOR_PORT: "x" };
  const wrong = await runProcess(["start"], { env });
  match(wrong.stderr, /value 'x' from env 'TRADING_SIMULATOR_PORT' is invalid/);
  equal(wrong.code, 2);
  const other = await runProcess(["start", "--port", "1", "--feed", "replay"], { env });
  match(other.stderr, /--feed replay needs a file/);
});

Deno.test("--version and --help of each verb", async () => {
  const { version } = JSON.parse(await Deno.readTextFile("deno.json"));
  equal((await runProcess(["--version"])).stdout, `${version}\n`);
  for (const verb of [[], ["start"], ["demo"], ["strategy", "check"]]) {
    const help = await runProcess([...verb, "--help"]);
    equal(help.code, 0);
    match(help.stdout, /^Usage: trading-simulator/);
    match(help.stdout, /Examples:\n {2}trading-simulator /);
  }
});

/** Gives `run` a data folder that is gone afterwards. */
async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("start listens, answers, stops cleanly and brings its runners back", async () => {
  await withFolder(async (folder) => {
    const args = ["start", "--port", "0", "--data-dir", folder, "--speed", "600"];
    const first = await ServiceProcess.start(args);
    const health = await (await fetch(`${first.url}/health`)).json();
    equal(health.status, "ok");
    const { createRunner } = await first.query(
      `mutation { createRunner(input: { symbol: "ETHUSDT", strategy: "ema_crossover",
        parameters: { fast: 5 } }) { id status } }`,
    );
    equal(createRunner.status, "RUNNING");
    deepEqual(await first.stop("SIGTERM"), { success: true, code: 0, signal: null });

    const second = await ServiceProcess.start(args);
    match(second.output, /Runners\s+1, 1 running/);
    const { runners } = await second.query(`{ runners { id status parameters symbol { code } } }`);
    equal(runners.length, 1);
    equal(runners[0].id, createRunner.id);
    equal(runners[0].status, "RUNNING");
    equal(runners[0].parameters.fast, 5);
    equal((await second.stop("SIGINT")).code, 0);
  });
});

Deno.test("a second service on the same data folder or port is refused", async () => {
  await withFolder(async (folder) => {
    const first = await ServiceProcess.start(["start", "--port", "0", "--data-dir", folder]);
    const sameFolder = await runProcess(["start", "--port", "0", "--data-dir", folder]);
    equal(sameFolder.code, 1);
    match(
      sameFolder.stderr,
      /^trading-simulator: .*another process is using this data folder.*\n$/,
    );
    const port = new URL(first.url).port;
    const samePort = await runProcess(["start", "--port", port, "--data-dir", `${folder}/other`]);
    equal(samePort.code, 1);
    match(samePort.stderr, new RegExp(`Cannot listen on 127.0.0.1:${port}: the port is taken\n$`));
    await first.stop();
  });
});

const SIX = `{ runners { id symbol { code } strategy { name } status
  snapshot { asOf account { equity } } trades { id } } }`;

Deno.test("demo starts six runners once, and a killed one goes on where it was", async () => {
  await withFolder(async (folder) => {
    const args = ["demo", "--port", "0", "--data-dir", folder];
    const first = await ServiceProcess.start(args);
    const { runners } = await first.query(SIX);
    deepEqual(
      // deno-lint-ignore no-explicit-any
      runners.map((runner: any) => `${runner.strategy.name} ${runner.symbol.code}`).sort(),
      ["ema_crossover", "rsi_mean_reversion"].flatMap((strategy) =>
        ["BTCUSDT", "ETHUSDT", "SOLUSDT"].map((symbol) => `${strategy} ${symbol}`)
      ),
    );
    // deno-lint-ignore no-explicit-any
    ok(runners.every((runner: any) => runner.status === "RUNNING"));
    equal((await first.stop("SIGKILL")).signal, "SIGKILL");

    const second = await ServiceProcess.start(args);
    const again = await second.query(SIX);
    // deno-lint-ignore no-explicit-any
    const ids = (list: any[]) => list.map((runner) => runner.id).sort();
    deepEqual(ids(again.runners), ids(runners));
    await second.stop();
  });
});

Deno.test("logs are JSON lines when nobody watches", async () => {
  await withFolder(async (folder) => {
    const service = await ServiceProcess.start(["start", "--port", "0", "--data-dir", folder]);
    await service.query("{ __typename }");
    await service.stop();
    const lines = service.output.split("\n").filter((line) => line.startsWith("{"));
    ok(lines.length > 0, service.output);
    for (const line of lines) ok(typeof JSON.parse(line).level === "number");
  });
});

Deno.test("strategy check tells what a strategy declares and did on sample data", async () => {
  const { code, stdout, stderr } = await runProcess([
    "strategy",
    "check",
    "lua-strategies/ema_crossover.lua",
  ]);
  equal(code, 0, stderr);
  match(stdout, /^ema_crossover \(lua\): /);
  match(stdout, /fast +10 +2…200 /);
  match(stdout, /\nHas to hold: fast < slow\n/);
  match(stdout, /Ran over 2000 simulated 1m candles of BTCUSDT/);
  match(stdout, /opportunities +[1-9]/);
  match(stdout, /trades +[1-9]/);
  match(stdout, /errors +none/);
  match(stdout, /µs a call/);
});

const BROKEN: readonly (readonly [what: string, lua: string, says: RegExp])[] = [
  ["does not parse", "function detect_opportunity(\n", /broken\.lua:2: /],
  ["lacks a function", "function detect_opportunity() end\n", /filter_commitment/],
  [
    "throws",
    "function detect_opportunity()\n  error('boom')\nend\n" +
    "function filter_commitment() end\nfunction manage_position() end\n",
    /broken\.lua:2: boom/,
  ],
];
for (const [what, lua, says] of BROKEN) {
  Deno.test(`strategy check names file and line of a strategy that ${what}`, async () => {
    await withFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/broken.lua`, lua);
      const { code, stdout, stderr } = await runProcess([
        "strategy",
        "check",
        `${folder}/broken.lua`,
      ]);
      equal(code, 1);
      match(stdout + stderr, says);
      ok(!/^\s+at /m.test(stderr), stderr);
    });
  });
}

Deno.test("strategy check shows what a strategy prints, and that errors stopped it", async () => {
  await withFolder(async (folder) => {
    const file = `${folder}/talks.lua`;
    await Deno.writeTextFile(
      file,
      "function detect_opportunity()\n  print('seen', 1)\n  return {}\nend\n" +
        "function filter_commitment() return { action = 'buy' } end\n" +
        "function manage_position() end\n",
    );
    const { code, stdout } = await runProcess(["strategy", "check", file]);
    equal(code, 1);
    match(stdout, /info +seen {2}1\n/);
    match(stdout, /stopped early +10 errors in a row/);
  });
});

Deno.test("strategy check gives a TypeScript module no file, as a shard would", async () => {
  await withFolder(async (folder) => {
    const file = `${folder}/curious.ts`;
    await Deno.writeTextFile(
      file,
      `export const detectOpportunity = () => { Deno.readTextFileSync("deno.json"); return null; };
export const filterCommitment = () => null;
export const managePosition = () => null;
`,
    );
    const { code, stdout } = await runProcess(["strategy", "check", file]);
    equal(code, 1);
    match(stdout, /Requires read access/);
  });
});
