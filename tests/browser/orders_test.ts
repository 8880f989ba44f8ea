/** What the dashboard says of orders, limits and the trading state, and what can be done about them. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { browserTest, onStage, type Stage } from "./stage.ts";

/** One bar of a minute lasts a second; what the strategies wait for is never reached. */
const OPTIONS = [
  ...["--speed", "60", "--seed", "11"],
  ...["--strategies", fileURLToPath(new URL("strategies", import.meta.url))],
];

async function createRunner({ service }: Stage, strategy: string, symbol: string): Promise<string> {
  const { createRunner } = await service.query(
    `mutation { createRunner(input: { symbol: "${symbol}", strategy: "${strategy}" }) { id } }`,
  );
  return createRunner.id;
}

/** Waits until the lines of the chart, `kind price` each, are these. */
async function levelsAre(page: Page, pattern: RegExp): Promise<void> {
  await page.waitForFunction((source) => {
    const chart = document.querySelector<HTMLElement>("[data-testid=chart]");
    return new RegExp(source).test(chart?.dataset["levels"] ?? "");
  }, pattern.source);
}

const order = (page: Page, purpose: string, status: string) =>
  page.locator(`[data-testid=order][data-purpose=${purpose}][data-status=${status}]`);

const lineOf = (price: number): RegExp => new RegExp(`^entry ${price}$`);

/** Its price is refused off the step, at its field, and taken on it; the line goes there. */
async function amends({ page, service }: Stage, id: string): Promise<void> {
  await page.goto(`${service.url}/runners/${id}`);
  await order(page, "ENTRY", "ACCEPTED").waitFor();
  await levelsAre(page, /^entry [\d.]+$/);
  await order(page, "ENTRY", "ACCEPTED").getByTestId("amend").click();
  const field = page.getByTestId("amend-price");
  const price = Number(await field.locator("input").inputValue());
  await levelsAre(page, lineOf(price));
  await field.locator("input").fill((price + 0.001).toFixed(3));
  await page.getByTestId("amend-submit").click();
  await field.locator(".fault").getByText("is no multiple of 0.01").waitFor();
  const next = Math.floor(price) - 100;
  await field.locator("input").fill(String(next));
  await page.getByTestId("amend-submit").click();
  await page.getByTestId("amend-order").waitFor({ state: "detached" });
  await levelsAre(page, lineOf(next));
  const { runner } = await service.query(
    `{ runner(id: "${id}") { snapshot { orders { limitPrice } } } }`,
  );
  assert.deepEqual(runner.snapshot.orders, [{ limitPrice: next }]);
}

async function cancels({ page }: Stage): Promise<void> {
  await order(page, "ENTRY", "ACCEPTED").getByTestId("cancel").click();
  await page.getByTestId("confirm-cancel-order").click();
  await order(page, "ENTRY", "CANCELED").getByText("By the user").waitFor();
  await page.getByTestId("tab-log").click();
  await page.getByTestId("log").getByText(/Entry canceled, by the user/).waitFor();
}

async function showsProtection({ page }: Stage): Promise<void> {
  await levelsAre(page, /^position [\d.]+, trail [\d.]+, target [\d.]+$/);
  await order(page, "STOP_LOSS", "ACCEPTED").getByText("Trailing stop").waitFor();
  await order(page, "ENTRY", "FILLED").waitFor();
}

const banner = (page: Page, state: string) =>
  page.locator(`[data-testid=trading-banner][data-state=${state}]`);

async function halts({ page, service }: Stage): Promise<void> {
  await page.goto(service.url);
  await page.locator("[data-testid=trading-state][data-state=ACTIVE]").waitFor();
  assert.equal(await page.getByTestId("trading-banner").count(), 0, "quiet while all is well");
  await page.getByTestId("kill-switch").click();
  assert.equal(await page.getByTestId("kill-flatten").isChecked(), true);
  await page.getByTestId("kill-reason").locator("input").fill("Lunch");
  await page.getByTestId("confirm-kill").click();
  await page.getByTestId("trading-result").getByText(/\d orders canceled, 1 position closed/)
    .waitFor();
  await page.getByTestId("close-result").click();
  await banner(page, "HALTED").getByText(/\(Lunch\).+an open position has no stop then/).waitFor();
  await page.getByTestId("tile-positions").getByText("no open order").waitFor();
}

/** Over a reload and a restart, and on every page. */
async function staysHalted({ page, restart }: Stage, id: string): Promise<void> {
  await page.reload();
  await banner(page, "HALTED").waitFor();
  await restart("SIGKILL", async () => await page.getByTestId("connection-lost").waitFor());
  await page.getByTestId("connection-lost").waitFor({ state: "detached" });
  await page.locator(`[data-testid=runner-row][data-id=${id}] [data-testid=open]`).click();
  await page.getByTestId("runner").waitFor();
  await banner(page, "HALTED").getByText("(Lunch)").waitFor();
}

async function releases({ page, service }: Stage): Promise<void> {
  await page.getByTestId("release").click();
  await page.getByTestId("confirm-release-trading").click();
  await page.getByTestId("trading-banner").waitFor({ state: "detached" });
  await order(page, "ENTRY", "ACCEPTED").waitFor();
  assert.equal((await service.query("{ engine { tradingState } }")).engine.tradingState, "ACTIVE");
}

/** With a new account, a slippage of its own and a limit; what is wrong is said at its field. */
async function createsOnNewAccount({ page, service }: Stage): Promise<string> {
  await page.goto(service.url);
  await page.getByTestId("new-runner").click();
  await page.getByTestId("strategy-holds").click();
  const section = page.getByTestId("execution-section");
  await section.locator("summary").click();
  await page.getByTestId("setting-slippage.model").locator("select").selectOption("FIXED");
  await page.getByTestId("setting-slippage.bps").locator("input").fill("7");
  await page.getByTestId("setting-maxDrawdown").locator("input").fill("15");
  await page.getByTestId("setting-leverage").locator("input").fill("500");
  await section.getByText("Has to be at most 125").waitFor();
  await page.getByTestId("setting-leverage").locator("input").fill("1");
  await page.getByTestId("account-choice").locator("select").selectOption("new");
  await page.getByTestId("create-submit").click();
  await section.getByText("Has to have a name").waitFor();
  await page.getByTestId("new-account-name").locator("input").fill("Fund");
  await page.getByTestId("create-submit").click();
  await page.getByTestId("create-dialog").waitFor({ state: "detached" });
  const { runners } = await service.query(
    "{ runners { id account { name } execution { slippage { model bps } } risk { maxDrawdown } } }",
  );
  const { id } = runners[0];
  assert.deepEqual(runners, [{
    id,
    account: { name: "Fund" },
    execution: { slippage: { model: "FIXED", bps: 7 } },
    risk: { maxDrawdown: 0.15 },
  }]);
  return id;
}

async function changesLimits({ page }: Stage): Promise<void> {
  await page.getByTestId("open").click();
  await page.getByTestId("limit-drawdown").getByText("of 15 %").waitFor();
  await page.getByTestId("edit-risk").click();
  await page.getByTestId("setting-maxDrawdown").locator("input").fill("12.5");
  await page.getByTestId("risk-submit").click();
  await page.getByTestId("limit-drawdown").getByText("of 12.5 %").waitFor();
  await page.getByTestId("execution").getByText("7 bps").waitFor();
}

async function accountTells({ page }: Stage, id: string): Promise<void> {
  await page.getByTestId("shared-account").click();
  const card = page.getByTestId("account-card");
  await card.getByText("BTCUSDT").waitFor();
  await card.getByTestId("change-limits").click();
  await page.getByTestId("setting-maxOpenPositions").locator("input").fill("2");
  await page.getByTestId("account-limits-submit").click();
  await card.getByTestId("limit-open_positions").getByText("of 2").waitFor();
  await card.getByTestId("remove-account").click();
  await page.getByTestId("confirm-remove-account").click();
  await page.getByRole("alert").getByText(`remove ${id} first`).waitFor();
}

browserTest(
  "orders: their settings, changes and end, and all of them at the kill switch",
  async () => {
    await onStage(OPTIONS, async (stage) => {
      const holds = await createsOnNewAccount(stage);
      await changesLimits(stage);
      await showsProtection(stage);
      await accountTells(stage, holds);
      const waits = await createRunner(stage, "waits", "ETHUSDT");
      await amends(stage, waits);
      await cancels(stage);
      await halts(stage);
      await staysHalted(stage, waits);
      await releases(stage);
    });
  },
);
