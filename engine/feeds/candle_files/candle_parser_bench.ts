/**
 * Rows a second of our reader, of csv-parse and of JSON.parse:
 * `deno run -A engine/feeds/candle_files/candle_parser_bench.ts`.
 * All make columns of numbers of the same million rows; the best of several rounds counts.
 */
import { parse } from "csv-parse/sync";
import { emptyColumns } from "../../domain/mod.ts";
import { parseCandles } from "./candle_parser.ts";

const ROWS = 1_000_000;
const ROUNDS = 5;
const PEER_ROUNDS = 2;

function madeUpFile(): Uint8Array {
  const lines = ["time,open,high,low,close,volume"];
  let close = 20_000;
  for (let i = 0; i < ROWS; i++) {
    const open = close;
    close += ((i * 7919) % 200 - 99.5) / 10;
    const [high, low] = [Math.max(open, close) + 5, Math.min(open, close) - 5];
    const prices = [open, high, low, close].map((price) => price.toFixed(2));
    lines.push(`${1_600_000_000_000 + i * 60_000},${prices},${((i % 1000) / 7).toFixed(5)}`);
  }
  return new TextEncoder().encode(lines.join("\n"));
}

/** The same candles as freqtrade writes them: an array of arrays. */
function asJson(csv: Uint8Array): Uint8Array {
  const [, ...lines] = new TextDecoder().decode(csv).split("\n");
  return new TextEncoder().encode(`[${lines.map((line) => `[${line}]`).join()}]`);
}

function parseJsonWithPeer(bytes: Uint8Array): number {
  const rows: number[][] = JSON.parse(new TextDecoder().decode(bytes));
  return columnsOf(rows);
}

function parseWithPeer(bytes: Uint8Array): number {
  const rows: string[][] = parse(bytes, { from_line: 2 });
  return columnsOf(rows);
}

function columnsOf(rows: readonly (readonly (string | number)[])[]): number {
  const columns = emptyColumns(rows.length);
  rows.forEach((row, i) => {
    columns.time[i] = Number(row[0]);
    columns.open[i] = Number(row[1]);
    columns.high[i] = Number(row[2]);
    columns.low[i] = Number(row[3]);
    columns.close[i] = Number(row[4]);
    columns.volume[i] = Number(row[5]);
  });
  return rows.length;
}

/** A bare look at every byte: what the machine can do. */
function addUp(bytes: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < bytes.length; i++) sum += bytes[i]!;
  return sum;
}

function bestMs(rounds: number, run: () => unknown): number {
  let best = Infinity;
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    run();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const bytes = madeUpFile();
const json = asJson(bytes);
const bare = bestMs(ROUNDS, () => addUp(bytes));
const results: [string, number][] = [
  ["bare loop over the bytes", bare],
  ["parseCandles", bestMs(ROUNDS, () => parseCandles(bytes, "bench.csv"))],
  ["parseCandles, of JSON", bestMs(ROUNDS, () => parseCandles(json, "bench.json"))],
  ["JSON.parse", bestMs(PEER_ROUNDS, () => parseJsonWithPeer(json))],
  ["csv-parse", bestMs(PEER_ROUNDS, () => parseWithPeer(bytes))],
];
console.log(`${ROWS} rows, ${(bytes.length / 1e6).toFixed(1)} MB`);
for (const [name, ms] of results) {
  const rate = `${(ROWS / ms / 1000).toFixed(2)} M rows/s`;
  console.log(
    `${name.padEnd(26)} ${ms.toFixed(0).padStart(6)} ms ${rate.padStart(16)} ` +
      `${(ms / bare).toFixed(1).padStart(6)} x bare`,
  );
}
