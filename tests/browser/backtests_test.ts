/** Backtests in the dashboard: from the form to the result, side by side, and away. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { browserTest, onStage, type Stage } from "./stage.ts";

const OPTIONS = [
  ...["--seed", "11"],
  ...["--strategies", fileURLToPath(new URL("strategies", import.meta.url))],
];
const BARS = 2_000;

const input = (page: Page, testId: string) => page.getByTestId(testId).locator("input");

async function openForm({ page, service }: Stage): Promise<void> {
  await page.goto(service.url);
  await page.getByRole("link", { name: "Backtests" }).click();
  await page.getByTestId("no-backtests").waitFor();
  await page.getByTestId("new-backtest").click();
  await page.getByTestId("strategy-swings").click();
}

/** What the form and the service refuse stands at its field. */
async function refuses({ page }: Stage): Promise<void> {
  await page.getByTestId("symbol-BTCUSDT").click();
  await page.getByTestId("run-backtest").click();
  await page.getByTestId("symbol-picker").getByText("Choose a symbol").waitFor();
  await page.getByTestId("symbol-BTCUSDT").click();
  await input(page, "parameter-hold").fill("101");
  await page.getByTestId("parameter-hold").getByText("Has to be at most 100").waitFor();
  await page.getByTestId("run-backtest").click();
  await page.waitForFunction(() => {
    const field = document.querySelector("[data-testid=parameter-hold]")!.getBoundingClientRect();
    return field.top >= 0 && field.bottom <= innerHeight;
  });
  await input(page, "parameter-hold").fill("5");
  const bars = page.getByTestId("backtest-bars");
  await bars.getByText("Up to now, at most 20,000").waitFor();
  await input(page, "backtest-bars").fill("50000");
  await bars.getByText("Has to be at most 20000").waitFor();
}

/** One that would take long shows how it comes along, on its page and in the list, and is ended. */
async function showsProgress({ page }: Stage): Promise<void> {
  await input(page, "backtest-bars").fill("20000");
  await input(page, "parameter-work").fill("2000");
  await page.getByTestId("run-backtest").click();
  const progress = page.getByTestId("progress").getByText(/bars\/s, .+ left/);
  await progress.waitFor();
  await page.getByTestId("equity-so-far").waitFor();
  await page.getByRole("link", { name: "All backtests" }).click();
  await page.locator("[data-testid=backtest-row][data-status=RUNNING]").waitFor();
  await progress.waitFor();
  await page.getByTestId("open-backtest").click();
  await page.getByTestId("cancel-backtest").click();
  await page.locator("[data-testid=backtest][data-status=CANCELED]").waitFor();
  await page.getByTestId("backtest-ending").getByText(/It was canceled/).waitFor();
}

async function isDrawn(page: Page, testId: string): Promise<void> {
  await page.waitForFunction((id) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`[data-testid=${id}] canvas`);
    const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data;
    return pixels?.some((value) => value > 0);
  }, testId);
}

/** Again with what the slow one had, but for the changes; its figures are the service's. */
async function runsAgain({ page, service }: Stage): Promise<string> {
  await page.getByTestId("run-again").click();
  assert.equal(await input(page, "parameter-work").inputValue(), "2000");
  // It offers the very candles of the one before; others are chosen here.
  await page.getByTestId("backtest-source").locator("select").selectOption("SIMULATED");
  await input(page, "parameter-work").fill("0");
  await input(page, "backtest-bars").fill(String(BARS));
  await page.getByTestId("run-backtest").click();
  await page.locator("[data-testid=backtest][data-status=DONE]").waitFor();
  const id = await page.getByTestId("backtest").getAttribute("data-id");
  const { backtest } = await service.query(
    `{ backtest(id: "${id}") { tradeCount tradesHash figures { trades } } }`,
  );
  assert.ok(backtest.tradeCount > 200, String(backtest.tradeCount));
  await page.getByTestId("figures").getByTestId("figure-trades")
    .getByText(String(backtest.figures.trades), { exact: true }).waitFor();
  await page.getByTestId("hash-trades").getByText(backtest.tradesHash.slice(0, 12)).waitFor();
  await page.getByTestId("data").getByText(/2,000 candles of 1m/).waitFor();
  return id ?? "";
}

async function showsCharts(stage: Stage): Promise<void> {
  const { page, requests } = stage;
  const overTime = ["price-chart", "equity-chart", "drawdown-chart"];
  for (const chart of [...overTime, "scatter-duration", "scatter-adverse"]) {
    await isDrawn(page, chart);
  }
  await page.getByTestId("months").waitFor();
  const trades = page.getByTestId("backtest-trades");
  await trades.getByText(/^1 to 25 of/).waitFor();
  assert.equal(await trades.getByTestId("backtest-trade").count(), 25);
  await page.getByTestId("page-next").click();
  await trades.getByText(/^26 to 50 of/).waitFor();
  await showsOneTrade(stage);
  assert.ok(requests.every((address) => address.startsWith("http://127.0.0.1:")));
}

/** A row of the table brings its trade into all charts; the way back shows everything. */
async function showsOneTrade({ page }: Stage): Promise<void> {
  const row = page.getByTestId("backtest-trade").nth(2);
  await row.click();
  await page.locator("[data-testid=backtest-trade].is-chosen").waitFor();
  await page.getByTestId("show-all").waitFor();
  await isDrawn(page, "price-chart");
  await page.getByTestId("show-all").click();
  await page.getByTestId("show-all").waitFor({ state: "detached" });
}

/** Checks are made on demand; what they found stays when the page is opened again. */
async function checks({ page }: Stage): Promise<void> {
  await page.getByTestId("check-backtest").click();
  await page.getByTestId("checking").waitFor();
  await page.locator("[data-testid=trust][data-status=DONE]").waitFor({ timeout: 60_000 });
  await page.getByTestId("verdict-look_ahead").getByText(/None found; .+ decisions/).waitFor();
  assert.equal(await page.getByTestId("cost-table").locator("tbody tr").count(), 3);
  await page.getByTestId("monte-carlo").getByText(/trades in another order/).first().waitFor();
  await page.reload();
  await page.locator("[data-testid=trust][data-status=DONE]").waitFor();
}

/** Two symbols with one account: a price chart for either, and what the strategy did wrong. */
async function showsFaults({ page, service }: Stage): Promise<void> {
  const { runBacktest: { id } } = await service.query(
    `mutation { runBacktest(input: {
      strategy: "stumbles", symbols: ["BTCUSDT", "ETHUSDT"], source: SIMULATED, bars: 600
    }) { id } }`,
  );
  await page.goto(`${service.url}/backtests/${id}`);
  await page.locator("[data-testid=backtest][data-status=DONE]").waitFor();
  await page.getByTestId("fault-count").getByText("400 errors of the strategy").waitFor();
  await page.getByTestId("backtest-notes").getByText(/stumbled over BTCUSDT/).first().waitFor();
  await page.getByTestId("log-count").getByText("Log, the first 100 of 400 lines").waitFor();
  await isDrawn(page, "price-chart");
  await page.getByTestId("chart-symbol").selectOption("ETHUSDT");
  await page.waitForFunction(() => {
    const select = document.querySelector<HTMLSelectElement>("[data-testid=chart-symbol]");
    return select?.value === "ETHUSDT";
  });
  await isDrawn(page, "price-chart");
  await service.query(`mutation { removeBacktest(id: "${id}") }`);
}

/** Nothing changed: the very candles, and so the very trades. */
async function givesTheSame({ page, service }: Stage, first: string): Promise<void> {
  await page.getByTestId("run-again").click();
  await page.getByTestId("backtest-source").getByText(`The very candles of ${first}`).waitFor({
    state: "attached",
  });
  await page.getByTestId("run-backtest").click();
  await page.locator(`[data-testid=backtest][data-status=DONE]:not([data-id=${first}])`).waitFor();
  const id = await page.getByTestId("backtest").getAttribute("data-id");
  const { one, two } = await service.query(
    `{ one: backtest(id: "${first}") { tradesHash dataHash }
       two: backtest(id: "${id}") { tradesHash dataHash } }`,
  );
  assert.deepEqual(two, one);
  await page.goto(`${service.url}/backtests/${first}`);
}

/** The same but for one parameter, beside the first. */
async function compares({ page }: Stage, first: string): Promise<void> {
  await page.getByTestId("run-again").click();
  await input(page, "parameter-hold").fill("20");
  await page.getByTestId("run-backtest").click();
  await page.locator(`[data-testid=backtest][data-status=DONE]:not([data-id=${first}])`).waitFor();
  await page.getByRole("link", { name: "All backtests" }).click();
  const done = page.locator("[data-testid=backtest-row][data-status=DONE]");
  await done.first().getByTestId("choose-backtest").check();
  await done.last().getByTestId("choose-backtest").check();
  await page.getByTestId("compare").click();
  await isDrawn(page, "compare-chart");
  const differs = page.getByTestId("compare-settings");
  await differs.getByText("Parameters: Hold").waitFor();
  assert.equal(await differs.getByText("Parameters: Work").count(), 0, "what is equal is left out");
  await page.getByTestId("compare-figures").getByText("Sharpe ratio").waitFor();
}

/** The list with all its buttons is as wide as a phone, and no wider. */
async function fitsPhones({ page, service }: Stage): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${service.url}/backtests`);
  await page.getByTestId("backtest-row").nth(1).waitFor();
  await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
  await page.setViewportSize({ width: 1280, height: 860 });
}

async function removes({ page, service }: Stage, id: string): Promise<void> {
  await page.goto(`${service.url}/backtests`);
  const row = page.locator(`[data-testid=backtest-row][data-id=${id}]`);
  await row.getByTestId("remove-backtest").click();
  await page.getByTestId("confirm-remove-backtest").click();
  await row.waitFor({ state: "detached" });
  const { backtests } = await service.query("{ backtests { id } }");
  assert.equal(backtests.length, 3);
  await page.goto(`${service.url}/backtests/${id}`);
  await page.getByText(/no (such )?backtest/i).first().waitFor();
}

browserTest("backtests: from the form to the result, side by side, and away", async () => {
  await onStage(OPTIONS, async (stage) => {
    await openForm(stage);
    await refuses(stage);
    await showsProgress(stage);
    const first = await runsAgain(stage);
    await showsCharts(stage);
    await checks(stage);
    await givesTheSame(stage, first);
    await showsFaults(stage);
    await stage.page.goto(`${stage.service.url}/backtests/${first}`);
    await compares(stage, first);
    await fitsPhones(stage);
    await removes(stage, first);
  });
});
