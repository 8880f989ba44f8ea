import { doesNotMatch, equal, match, ok } from "node:assert/strict";
import { dataReport, runJob } from "../../../../engine/backtest/mod.ts";
import { runnerId, type Trade, tradeId } from "../../../../engine/domain/mod.ts";
import { HOSTS, jobOf, MINUTE, START, walkColumns } from "../../../../tests/support/backtests.ts";
import { html, jsonMarkup } from "./html.ts";
import { monthTable } from "./months.ts";
import { reportPage } from "./page.ts";
import { reportCandles } from "./report_data.ts";

const ORIGIN = { origin: "BTCUSDT.csv", repeated: 0, skipped: [] };
const read = (name: string) =>
  Deno.readTextFileSync(new URL(`../../../../dist/report/${name}`, import.meta.url));
const ASSETS = { script: read("report.js"), style: read("style.css") };

async function resultOver(bars: number) {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(bars));
  const markets = job.markets.map((market) => ({ ...market, ...ORIGIN }));
  const result = await runJob(job, {
    hosts: HOSTS,
    version: "1.2.3",
    dataHash: "0".repeat(64),
    stopwatch: () => 0,
    breathe: () => Promise.resolve(),
    isCanceled: () => false,
    progress: () => {},
  });
  const candles = reportCandles(markets, "1m");
  const reports = markets.map(({ instrument, columns, candleMs }) =>
    dataReport(instrument.code, columns, candleMs)
  );
  return { result, candles, reports, markets, extras: {}, assets: ASSETS };
}

/** Trades as a busy strategy makes them, no two alike. */
function manyTrades(count: number): Trade[] {
  return Array.from({ length: count }, (_, i) => {
    const entryPrice = 30_000 + (i * 7919 % 100_000) / 100;
    const exitPrice = 30_000 + (i * 104_729 % 100_000) / 100;
    const quantity = (10_000 + i * 31 % 50_000) / 100_000;
    const fees = (entryPrice + exitPrice) * quantity * 0.001;
    return {
      id: tradeId(runnerId("b1"), i),
      runnerId: runnerId("b1"),
      symbol: "BTCUSDT",
      side: i % 2 === 0 ? "LONG" : "SHORT",
      quantity,
      entryTime: START + i * 97 * MINUTE,
      entryPrice,
      exitTime: START + (i * 97 + i % 90) * MINUTE,
      exitPrice,
      fees,
      pnl: (exitPrice - entryPrice) * quantity * (i % 2 === 0 ? 1 : -1) - fees,
      reason: ["Bearish crossover", "stop_loss", "take_profit"][i % 3]!,
      barsHeld: i % 90,
      maxAdverse: entryPrice * quantity * 0.00123456789 * (i % 10),
      maxFavorable: entryPrice * quantity * 0.00098765432 * (i % 11),
    };
  });
}

Deno.test("a report of 10,000 trades and 200,000 bars is smaller than a megabyte", async () => {
  const input = await resultOver(200_000);
  const page = reportPage({ ...input, result: { ...input.result, trades: manyTrades(10_000) } });
  const bytes = new TextEncoder().encode(page).length;
  ok(bytes < 1_000_000, `${bytes} bytes`);
});

Deno.test("a report has the settings of execution and risk in the dashboard's words", async () => {
  const input = await resultOver(3_000);
  const { settings } = input.result;
  const execution = {
    ...settings.execution,
    fees: { makerBps: 8, takerBps: 10, tiers: [] },
    slippage: { model: "FIXED", bps: 1.5 },
    leverage: 3,
  } as const;
  const risk = { ...settings.risk, sizing: { method: "EQUITY", fraction: 0.5 }, maxDrawdown: 0.2 };
  const result = { ...input.result, settings: { ...settings, execution, risk } } as const;
  const page = reportPage({ ...input, result: result as typeof input.result });
  for (
    const [name, text] of [
      ["Fees", "maker 8, taker 10 bps"],
      ["Slippage", "1.5 bps"],
      ["Leverage", "up to 3×"],
      ["Size", "50 % of the equity"],
      ["Drawdown", "20 %"],
    ]
  ) {
    match(page, new RegExp(`<dt[^>]*>${name}</dt>\\s*<dd>${text}</dd>`));
  }
  doesNotMatch(page, /takerBps|maxDrawdown&quot;/);
});

Deno.test("a report asks for nothing from anywhere", async () => {
  const page = reportPage(await resultOver(3_000));
  match(page, /default-src &#39;none&#39;/);
  doesNotMatch(page, /<link|<img|src=|@import|url\(/);
  doesNotMatch(page, /https?:\/\/(?!www\.w3\.org)/);
});

Deno.test("nothing that a strategy says is taken for HTML", async () => {
  const input = await resultOver(3_000);
  const evil = `</script><img src=x onerror="alert('1')">`;
  const { result } = input;
  const { settings } = result;
  const page = reportPage({
    ...input,
    markets: [{ ...ORIGIN, origin: evil, skipped: [evil] }],
    result: {
      ...result,
      status: "FAILED",
      error: evil,
      trades: result.trades.map((trade) => ({ ...trade, reason: evil })),
      notes: [{ time: START, symbol: null, kind: "LOG", text: evil }],
      rejections: { [evil]: 1 },
      settings: {
        ...settings,
        strategy: { ...settings.strategy, name: evil },
        parameters: { text: evil },
      },
    },
  });
  doesNotMatch(page, /<img|<\/script><img/);
  equal(page.split("&lt;/script&gt;&lt;img").length > 5, true);
  // The style, the data and the script: three elements, however many the strategy asked for.
  equal(page.match(/<\/script>/g)?.length, 2);
});

Deno.test("html`` escapes what is no markup, JSON cannot end its element", () => {
  const items = ["<a>", "b & c"].map((text) => html`<li class="${'"'}">${text}</li>`);
  equal(
    html`<ul>${items}${1}</ul>`.text,
    '<ul><li class="&quot;">&lt;a&gt;</li><li class="&quot;">b &amp; c</li>1</ul>',
  );
  equal(jsonMarkup({ a: "</script>" }).text, '{"a":"\\u003c/script>"}');
});

Deno.test("months are rows of years, compounded", () => {
  const month = (name: string, rate: number | null) => ({
    month: name,
    return: rate,
    trades: 0,
    pnl: 0,
  });
  const { text } = monthTable([
    month("2023-12", 0.1),
    month("2024-01", 0.1),
    month("2024-02", -0.5),
  ]);
  match(
    text,
    /2023<\/th>(<td><\/td>){11}<td class="gain" style="--heat:11">10\.0<\/td><td[^>]*>10\.0/,
  );
  // 1.1 × 0.5 − 1
  match(text, /2024<\/th><td class="gain"[^>]*>10\.0<\/td><td class="loss"[^>]*>−50\.0<.*>−45\.0</);
  match(monthTable([month("2024-01", null)]).text, /<td>n\/a<\/td>/);
});
