import { Command } from "commander";
import { addBacktestOptions, readBacktestOptions } from "./backtest/options.ts";
import { complain } from "./complain.ts";
import { addDownloadOptions, readDownloadOptions } from "./download_options.ts";
import {
  addSweepOptions,
  addWalkForwardOptions,
  readSweepOptions,
  readWalkForwardOptions,
} from "./research/options.ts";
import {
  addServiceOptions,
  DEMO_DEFAULTS,
  readServiceOptions,
  START_DEFAULTS,
} from "./service_options.ts";
import { VERSION } from "./version.ts";

/** All verbs; each loads its own code when it is called. @param exit takes the status of a command that ends by itself */
export function createProgram(root: URL, exit: (code: number) => void): Command {
  const program = new Command("trading-simulator")
    .description("Watches markets, runs strategies on them and trades with simulated money.")
    .version(VERSION, "--version", "print the version")
    .helpOption("-h, --help", "print this help")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => Deno.stdout.writeSync(new TextEncoder().encode(text)),
      outputError: complain,
    })
    .addHelpText("after", examples("demo", "start --port 8080", "strategy check my_strategy.lua"));

  addServiceOptions(program.command("start"), START_DEFAULTS)
    .description("the service; restores what it ran before")
    .addHelpText(
      "after",
      ENVIRONMENT + examples(
        "start",
        "start --feed binance-us --record session.rec",
        "start --feed replay --replay BTCUSDT=BTCUSDT-1m.csv.gz --speed max",
        "start --host 0.0.0.0 --token SECRET --data-dir /var/lib/trading-simulator",
      ),
    )
    .action(async (_, command: Command) => {
      const options = readServiceOptions(command.opts(), START_DEFAULTS);
      const { runStart } = await import("./start.ts");
      exit(await runStart(options, root));
    });

  addServiceOptions(program.command("demo"), DEMO_DEFAULTS)
    .description("the service with six runners already trading on a simulated market")
    .addHelpText("after", ENVIRONMENT + examples("demo", "demo --speed 600 --seed 7"))
    .action(async (_, command: Command) => {
      const options = readServiceOptions(command.opts(), DEMO_DEFAULTS);
      const { runDemo } = await import("./demo.ts");
      exit(await runDemo(options, root));
    });

  addBacktestOptions(program.command("backtest"))
    .description("a strategy over history: figures, trades and a report")
    .addHelpText(
      "after",
      examples(
        "backtest --strategy ema_crossover --data BTCUSDT-1m-2023.csv.gz --html report.html",
        "backtest --strategy my.lua --symbol BTCUSDT --timeframe 1h --from 2024-01-01 --download",
        "backtest --strategy ema_crossover --data BTCUSDT-1m.zip --param fast=5 --sizing equity:1",
      ),
    )
    .action(async (_, command: Command) => {
      const options = readBacktestOptions(command.opts());
      const { runBacktest } = await import("./backtest/run.ts");
      exit(await runBacktest(options, root));
    });

  addSweepOptions(program.command("sweep"))
    .description("many backtests at once: which parameters did best, and was it luck")
    .addHelpText(
      "after",
      examples(
        "sweep --strategy ema_crossover --data BTCUSDT-1m.zip --param fast=5:30:5 --param slow=20:100:10",
        "sweep --strategy my.lua --symbol BTCUSDT --param 'fast=*' --param 'slow=*' --where 'fast<slow' \\\n" +
          "    --search evolution --trials 300 --objective calmar --html sweep.html",
      ),
    )
    .action(async (_, command: Command) => {
      const options = readSweepOptions(command.opts());
      const { runSweep } = await import("./research/sweep.ts");
      exit(await runSweep(options, root));
    });

  addWalkForwardOptions(program.command("walk-forward"))
    .description("a sweep on one stretch of time, its best tested on the next, and on")
    .addHelpText(
      "after",
      examples(
        "walk-forward --strategy ema_crossover --data BTCUSDT-1m.zip --param fast=5:30:5 --param slow=20:100:10",
        "walk-forward --strategy my.lua --symbol BTCUSDT --param 'fast=*' --in-sample 90d --out-of-sample 30d",
      ),
    )
    .action(async (_, command: Command) => {
      const options = readWalkForwardOptions(command.opts());
      const { runWalkForward } = await import("./research/walk_forward.ts");
      exit(await runWalkForward(options, root));
    });

  addDownloadOptions(program.command("download"))
    .description("history into the local store, from an exchange or from files, and out of it")
    .addHelpText(
      "after",
      DOWNLOAD_ENVIRONMENT + examples(
        "download --symbol BTCUSDT --timeframe 1m --from 2024-01-01 --to 2024-02-01",
        "download --symbol BTCUSDT,ETHUSDT --timeframe 1h --out '{symbol}.csv.gz'",
        "download --import BTCUSDT-1m-2024-01.zip BTCUSDT-1m-2024-02.zip",
        "download --list",
      ),
    )
    .action(async (_, command: Command) => {
      const options = readDownloadOptions(command.opts());
      const { runDownload } = await import("./download.ts");
      exit(await runDownload(options));
    });

  program.command("strategy").description("work with strategy files")
    .command("check").description("load a strategy, try it on sample data and report")
    .argument("<file>", "a .lua or .ts file")
    .addHelpText("after", examples("strategy check lua-strategies/ema_crossover.lua"))
    .action(async (file: string) => {
      const { runStrategyCheck } = await import("./strategy_check.ts");
      exit(await runStrategyCheck(file));
    });
  return program;
}

const ENVIRONMENT = `
Each option can also be set as TRADING_SIMULATOR_<OPTION>, for example
TRADING_SIMULATOR_DATA_DIR; an option on the command line wins.
`;

const DOWNLOAD_ENVIRONMENT = ENVIRONMENT.replace("Each option", "Each option with a value");

function examples(...lines: string[]): string {
  return `\nExamples:\n${lines.map((line) => `  trading-simulator ${line}`).join("\n")}\n`;
}
