/** What the exchange for tests says has the fields and types that were recorded of the real one. */
import assert from "node:assert/strict";
import { FakeTime } from "../support/fake_time.ts";
import { readUnpacked, testWithData } from "../support/shared_data.ts";
import { MemoryExchange } from "./memory_exchange.ts";
import { Recorder } from "./recorder.ts";
import { hasOldNotional } from "./rest/exchange_info.ts";

const START = Date.UTC(2024, 0, 15, 12, 0, 30);

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The value with a word for each leaf; of an array only the first element. */
function shapeOf(value: Json): Json {
  if (Array.isArray(value)) return value.length > 0 ? [shapeOf(value[0]!)] : [];
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).map(([key, field]) => [key, shapeOf(field)]);
    return Object.fromEntries(entries);
  }
  if (typeof value === "string") return /^\d+\.\d{8}$/.test(value) ? "8 decimals" : "text";
  return typeof value;
}

/** Every element of a row has its own type. */
function rowShape(row: Json): Json[] {
  return (row as Json[]).map(shapeOf);
}

/** Fields in the same order, too. */
function sameShape(ours: Json, recorded: Json): void {
  assert.equal(JSON.stringify(shapeOf(ours)), JSON.stringify(shapeOf(recorded)));
}

async function text(path: string): Promise<string> {
  return new TextDecoder().decode(await readUnpacked(path));
}

async function json(path: string): Promise<Json> {
  return JSON.parse(await text(path));
}

/** The first message of each stream within two minutes. */
async function messages(...kinds: string[]): Promise<Record<string, Json>> {
  const exchange = new MemoryExchange({ time: new FakeTime(START) });
  const seen = new Recorder();
  const streams = kinds.map((kind) => `btcusdt@${kind}`).join("/");
  exchange.connect(`ws://exchange/stream?streams=${streams}`, seen);
  await exchange.run(120_000);
  exchange.close();
  const all = seen.messages.map((message) => JSON.parse(message));
  return Object.fromEntries(
    kinds.map((kind) => [kind, all.find(({ stream }) => stream === `btcusdt@${kind}`)]),
  );
}

async function answer(path: string): Promise<Json> {
  const exchange = new MemoryExchange({ time: new FakeTime(START) });
  const pending = exchange.get(`http://exchange${path}`, new AbortController().signal);
  await exchange.run(100);
  exchange.close();
  const { status, body } = await pending;
  assert.equal(status, 200, body);
  return JSON.parse(body);
}

testWithData("klines and aggregate trades are those of the recording", [
  "ws/polysim-spot_kline_1m.jsonl",
  "ws/polysim-spot_aggTrade.jsonl",
], async (klines, trades) => {
  const ours = await messages("kline_1m", "aggTrade");
  sameShape(ours.kline_1m!, JSON.parse((await text(klines!)).split("\n")[0]!));
  sameShape(ours.aggTrade!, JSON.parse((await text(trades!)).split("\n")[0]!));
});

testWithData("quotes and trades are those of the recording", [
  "ws/hftbacktest-spot-btcusdt_20240808.txt.gz",
], async (path) => {
  const ours = await messages("bookTicker", "trade");
  const lines = (await text(path!)).split("\n");
  for (const kind of ["bookTicker", "trade"]) {
    const line = lines.find((line) => line.includes(`@${kind}"`))!;
    sameShape(ours[kind]!, JSON.parse(line.slice(line.indexOf("{"))));
  }
});

testWithData(
  "klines by request are those of the recording",
  ["rest/polysim-spot_klines.json"],
  async (path) => {
    const ours = await answer("/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=3") as Json[];
    const recorded = await json(path!) as Json[];
    for (const [i, row] of ours.entries()) assert.deepEqual(rowShape(row), rowShape(recorded[i]!));
  },
);

const REST: readonly [file: string, path: string][] = [
  ["http_spot_market_agg_trades.json", "/api/v3/aggTrades?symbol=BTCUSDT&limit=3"],
  ["http_spot_market_book_ticker.json", "/api/v3/ticker/bookTicker?symbol=BTCUSDT"],
  ["http_spot_market_depth.json", "/api/v3/depth?symbol=BTCUSDT&limit=10"],
  ["http_spot_market_ping.json", "/api/v3/ping"],
  ["http_spot_market_time.json", "/api/v3/time"],
];
for (const [file, path] of REST) {
  testWithData(`${path} answers as recorded`, [`rest/nautilus/${file}`], async (recorded) => {
    sameShape(await answer(path), await json(recorded!));
  });
}

interface Info {
  readonly rateLimits: Json;
  readonly symbols: { readonly [field: string]: Json; readonly filters: Filter[] }[];
}
type Filter = { readonly [field: string]: Json; readonly filterType: string };

/** The same fields in any order, and the same types. */
function sameFields(ours: object, recorded: object): void {
  assert.deepEqual(shapeOf(ours as Json), shapeOf(recorded as Json));
}

testWithData("symbols and their filters are those of the recording", [
  "rest/polysim-spot_exchange_info.json",
  "rest/nautilus/http_spot_market_exchange_info.json",
], async (path, older) => {
  const ours = await answer('/api/v3/exchangeInfo?symbols=["BTCUSDT"]') as unknown as Info;
  const recorded = await json(path!) as unknown as Info;
  sameFields(Object.keys(ours), Object.keys(await json(older!) as object));
  sameFields(ours.rateLimits as object, recorded.rateLimits as object);
  const { filters, ...fields } = ours.symbols[0]!;
  const { filters: recordedFilters, ...recordedFields } = recorded.symbols[0]!;
  sameFields(fields, recordedFields);
  assert.deepEqual(filters.map(typeOf), recordedFilters.map(typeOf));
  filters.forEach((filter, i) => sameFields(filter, recordedFilters[i]!));
  const steps = ["tickSize", "minNotional", "stepSize"];
  for (const [i, filter] of filters.entries()) {
    for (const step of steps) assert.equal(filter[step], recordedFilters[i]![step]);
  }
});

testWithData("some symbols have the older filter for the least worth", [
  "rest/nautilus/http_spot_market_exchange_info.json",
], async (path) => {
  const ours = (await answer("/api/v3/exchangeInfo") as unknown as Info).symbols;
  const old = ours.filter(({ symbol }) => hasOldNotional(String(symbol)));
  assert.ok(old.length > 0 && old.length < ours.length);
  const recorded = (await json(path!) as unknown as Info).symbols[0]!.filters;
  const minNotional = (filters: Filter[]) => filters.find((f) => typeOf(f) === "MIN_NOTIONAL")!;
  sameShape(minNotional(old[0]!.filters), minNotional(recorded));
});

function typeOf({ filterType }: Filter): string {
  return filterType;
}
