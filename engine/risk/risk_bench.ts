/** What risk costs on the way of an order and of a bar; one iteration is 1,000 calls. */
import { DEFAULT_RISK } from "../domain/mod.ts";
import { RiskMonitor } from "./monitor.ts";
import { Risk } from "./risk.ts";
import { BTC, DAY, DAY_0, requestOf, settingsOf, ticksOf, viewOf } from "./testing.ts";

const CALLS = 1_000;
const LIMITS = settingsOf({
  maxPosition: 0.5,
  maxExposure: 2,
  maxOpenPositions: 5,
  maxDailyLoss: 0.5,
  maxDrawdown: 0.5,
  maxConsecutiveLosses: 1_000_000,
  cooldownBars: 3,
});
const figures = { instrument: BTC, equity: 1e11, ticks: 4_200_000, feeBps: 10, volatility: 0.6 };
const record = { trades: 100, wins: 60, losses: 40, won: 600, lost: 400 };
const view = viewOf({ ...figures, record, settings: LIMITS });
const named = requestOf({ quantity: 0.01, stopTicks: ticksOf(4_100_000) });
const unnamed = requestOf({ stopTicks: ticksOf(4_100_000) });

/** The answers are counted, so that no call can be left out, and a bench that measures denials fails. */
function expectCount(count: number, expected: number): void {
  if (count !== expected) throw new Error(`${count} of ${expected}`);
}

function assess(name: string, sizing: typeof DEFAULT_RISK.sizing, request: typeof named): void {
  const risk = new Risk({ ...LIMITS, sizing });
  Deno.bench(name, { group: "assess" }, () => {
    let approved = 0;
    for (let i = 0; i < CALLS; i++) if (risk.assess(request, view).approved) approved++;
    expectCount(approved, CALLS);
  });
}

assess("1,000 orders that name their quantity", DEFAULT_RISK.sizing, named);
assess("1,000 orders sized by equity", { method: "EQUITY", fraction: 0.25 }, unnamed);
assess("1,000 orders sized by risk", { method: "RISK", fraction: 0.001 }, unnamed);
assess(
  "1,000 orders sized by volatility",
  { method: "VOLATILITY", annual: 0.1, bars: 20 },
  unnamed,
);
assess("1,000 orders sized by Kelly", { method: "KELLY", cap: 0.2, minTrades: 30 }, unnamed);

function bars(name: string, settings: typeof DEFAULT_RISK): void {
  const monitor = new RiskMonitor(settings);
  let day = 0;
  Deno.bench(name, { group: "bar" }, () => {
    const start = DAY_0 + day++ * DAY;
    let quiet = 0;
    for (let i = 0; i < CALLS; i++) {
      if (!monitor.onEquity(start + i * 60_000, 10_000 + (i & 63) / 100)) quiet++;
    }
    expectCount(quiet, CALLS);
  });
}

bars("1,000 bars without limits", DEFAULT_RISK);
bars("1,000 bars with limits on day and drawdown", LIMITS);

const monitor = new RiskMonitor(LIMITS);
let minute = 0;
Deno.bench("1,000 entries that the monitor lets pass, and their orders", { group: "entry" }, () => {
  const start = DAY_0 + minute++ * CALLS * 1_000;
  let passed = 0;
  for (let i = 0; i < CALLS; i++) {
    if (!monitor.entryDenial(start + i * 1_000, i)) passed++;
    monitor.orderSent(start + i * 1_000);
  }
  expectCount(passed, CALLS);
});
