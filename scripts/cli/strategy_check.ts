import { basename, dirname, extname } from "node:path";
import { StrategyLibrary, type StrategyLog, type Trade } from "../../engine/mod.ts";
import {
  type StrategyDescription,
  StrategyFault,
  type StrategyHost,
  type StrategySource,
} from "../../engine/strategy/mod.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";
import { complain } from "./complain.ts";
import { runSample, SAMPLE, type SampleReport } from "./sample_run.ts";
import { table } from "./table.ts";
import { EXIT, UsageError } from "./usage_error.ts";

/** Trades that are shown one by one; the rest is counted. */
const SHOWN_TRADES = 10;
/** Lines of the strategy's log that are shown. */
const SHOWN_LOG = 10;

/** Loads a strategy, runs it over sample data and prints what it did. */
export async function runStrategyCheck(file: string): Promise<number> {
  const host = hostFor(file);
  const source = await readSource(file);
  dropPermissions();
  const description = await host.describe(source);
  if (description.error !== null) {
    complain(description.error);
    return EXIT.FAILURE;
  }
  console.log(describe(description));
  try {
    const report = await runSample(host, source, description);
    console.log(summarize(report));
    return report.errors.length === 0 ? EXIT.OK : EXIT.FAILURE;
  } catch (error) {
    if (!(error instanceof StrategyFault)) throw error;
    complain(error.message);
    return EXIT.FAILURE;
  }
}

/** From here on code of others runs in this process: like in a shard, it reaches nothing. */
function dropPermissions(): void {
  for (const name of ["net", "read", "write", "run", "env", "sys", "ffi"] as const) {
    Deno.permissions.revokeSync({ name });
  }
}

function hostFor(file: string): StrategyHost {
  switch (extname(file)) {
    case ".lua":
      return createLuaHost();
    case ".ts":
      return createTsHost();
    default:
      throw new UsageError(`Cannot check ${file}: a strategy is a .lua or .ts file`);
  }
}

async function readSource(file: string): Promise<StrategySource> {
  try {
    if (!(await Deno.stat(file)).isFile) {
      throw new UsageError(`Cannot check ${file}: it is no file`);
    }
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new UsageError(`Cannot check ${file}: there is no such file`);
    }
    throw error;
  }
  return await new StrategyLibrary([dirname(file)]).find(basename(file, extname(file)));
}

function describe(about: StrategyDescription): string {
  const { name, language, description, parameters, constraints } = about;
  const head = `${name} (${language})${description === "" ? "" : `: ${description}`}`;
  if (parameters.length === 0) return `${head}\n\nIt declares no parameters.\n`;
  const rows = parameters.map((p) => [
    p.name,
    String(p.default),
    p.options?.join(" | ") ?? [p.min ?? "", p.max ?? ""].join("…").replace(/^…$/, ""),
    p.description ?? "",
  ]);
  const declared = table(["parameter", "default", "range", "description"], rows);
  const holds = constraints.length === 0 ? "" : `\nHas to hold: ${constraints.join(", ")}\n`;
  return `${head}\n\n${declared}\n${holds}`;
}

function summarize(report: SampleReport): string {
  const { detections, trades, rejections, errors, stopped, callUs, calls } = report;
  const lines = [
    `Ran over ${report.bars} simulated ${SAMPLE.timeframe} candles of ${SAMPLE.symbol}:`,
    `  opportunities  ${detections}`,
    `  trades         ${trades.length}`,
    `  result         ${resultText(report)}`,
    `  rejections     ${counted(rejections)}`,
    `  errors         ${counted(errors)}`,
    ...(stopped === null ? [] : [`  stopped early  ${stopped}`]),
    `  time           ${callUs.toFixed(1)} µs a call (${calls} calls)`,
  ];
  return [lines.join("\n"), tradesText(trades), logText(report.log)].filter((part) => part !== "")
    .join("\n\n");
}

function resultText({ profit, currency }: SampleReport): string {
  const { cash, feeBps } = SAMPLE;
  const sign = profit > 0 ? "+" : "";
  return `${sign}${profit.toFixed(2)} ${currency} on ${cash}, after fees of ${feeBps} bps a fill`;
}

function tradesText(trades: readonly Trade[]): string {
  if (trades.length === 0) return "";
  const rows = trades.slice(0, SHOWN_TRADES).map((trade) => [
    timeText(trade.entryTime),
    trade.side,
    String(trade.quantity),
    String(trade.entryPrice),
    String(trade.exitPrice),
    trade.pnl.toFixed(2),
    trade.reason,
  ]);
  const head = ["entry (UTC)", "side", "quantity", "entry", "exit", "P&L", "reason"];
  return table(head, rows) + moreText(trades.length - SHOWN_TRADES);
}

function logText(log: readonly StrategyLog[]): string {
  if (log.length === 0) return "";
  const rows = log.slice(0, SHOWN_LOG).map(({ time, level, message }) => [
    timeText(time),
    level.toLowerCase(),
    message.replaceAll("\t", "  "),
  ]);
  return table(["logged (UTC)", "level", "message"], rows) + moreText(log.length - SHOWN_LOG);
}

const timeText = (time: number) => new Date(time).toISOString().slice(0, 16).replace("T", " ");
const moreText = (rest: number) => rest > 0 ? `\n… and ${rest} more` : "";

/** `3`, and each different one on a line of its own with how often it came. */
function counted(messages: readonly string[]): string {
  if (messages.length === 0) return "none";
  const groups = Map.groupBy(messages, (message) => message);
  const list = [...groups].map(([message, all]) => `\n    ${all.length} × ${message}`);
  return `${messages.length}${list.join("")}`;
}
