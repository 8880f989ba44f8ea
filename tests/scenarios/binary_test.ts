/**
 * The compiled binary in a folder where nothing else is. `TRADING_SIMULATOR_BINARY` names it; without one, these tests
 * are left out (and counted as such).
 */
import { equal, match, ok } from "node:assert/strict";
import { CSV_HEADER, csvRows } from "../../engine/feeds/candle_files/mod.ts";
import { walkColumns } from "../support/backtests.ts";
import { runProcess, ServiceProcess } from "../support/service_process.ts";

const binary = Deno.env.get("TRADING_SIMULATOR_BINARY");

function binaryTest(
  name: string,
  run: (options: { program: string[]; cwd: string }) => Promise<void>,
): void {
  Deno.test({
    name: `the binary ${name}`,
    ignore: binary === undefined,
    async fn() {
      const cwd = await Deno.makeTempDir();
      try {
        await run({ program: [binary ?? ""], cwd });
      } finally {
        await Deno.remove(cwd, { recursive: true });
      }
    },
  });
}

binaryTest("says its version", async (options) => {
  const { code, stdout } = await runProcess(["--version"], options);
  equal(code, 0);
  match(stdout, /^\d+\.\d+\.\d+\n$/);
});

binaryTest(
  "runs the demo: health, page with its script, playground, snapshots",
  async (options) => {
    const service = await ServiceProcess.start(["demo", "--port", "0"], options);
    try {
      equal((await (await fetch(`${service.url}/health`)).json()).status, "ok");
      const page = await (await fetch(service.url, { headers: { accept: "text/html" } })).text();
      const script = /<script[^>]* src="([^"]+)"/.exec(page)?.[1] ?? "";
      match(script, /\.js$/, page);
      const asset = await fetch(new URL(script, service.url));
      equal(asset.status, 200);
      match(asset.headers.get("content-type") ?? "", /javascript/);
      await asset.body?.cancel();
      const playground = await fetch(`${service.url}/graphql`, {
        headers: { accept: "text/html" },
      });
      match(await playground.text(), /GraphiQL/);
      const { runners } = await service.query(
        "{ runners { status snapshot { stale state account { equity } } } }",
      );
      equal(runners.length, 6);
      for (const { status, snapshot } of runners) {
        equal(status, "RUNNING");
        equal(snapshot.stale, false);
        ok(snapshot.account.equity > 0);
      }
    } finally {
      equal((await service.stop()).code, 0);
    }
    ok((await Deno.stat(`${options.cwd}/data/demo/trading.sqlite`)).isFile);
  },
);

binaryTest("lists the strategies inside it and those of a folder", async (options) => {
  await Deno.mkdir(`${options.cwd}/mine`);
  await Deno.writeTextFile(
    `${options.cwd}/mine/my_typed.ts`,
    `export const detectOpportunity = (): null => null;
export const filterCommitment = (): null => null;
export const managePosition = (): null => null;
`,
  );
  const args = ["start", "--port", "0", "--strategies", "mine"];
  const service = await ServiceProcess.start(args, options);
  try {
    const { strategies } = await service.query("{ strategies { name error } }");
    const errors = new Map<string, string | null>(
      strategies.map((s: { name: string; error: string | null }) => [s.name, s.error]),
    );
    for (const name of ["ema_crossover", "rsi_mean_reversion", "range_breakout", "my_typed"]) {
      equal(errors.get(name), null, name);
    }
  } finally {
    await service.stop();
  }
});

binaryTest("checks a strategy file", async (options) => {
  await Deno.writeTextFile(`${options.cwd}/bad.lua`, "function detect_opportunity(\n");
  const { code, stderr } = await runProcess(["strategy", "check", "bad.lua"], options);
  equal(code, 1);
  match(stderr, /bad\.lua:2/);
});

binaryTest("backtests in its own worker, and writes a report", async (options) => {
  const { cwd } = options;
  await Deno.writeTextFile(`${cwd}/BTCUSDT-1m.csv`, CSV_HEADER + csvRows(walkColumns(2_000)));
  const args = ["backtest", "--strategy", "ema_crossover", "--data", "BTCUSDT-1m.csv"];
  const { code, stdout, stderr } = await runProcess([...args, "--html", "report.html"], options);
  equal(code, 0, stderr);
  match(stdout, /\n2,000 bars in /);
  match(await Deno.readTextFile(`${cwd}/report.html`), /uplot/);
});
