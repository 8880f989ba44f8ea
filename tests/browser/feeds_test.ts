/** What the dashboard says of a live feed that breaks off and comes back. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { LoopbackExchange } from "../exchange/loopback_exchange.ts";
import { browserTest, onStage, type Stage } from "./stage.ts";

/** One bar of a minute lasts a second: an outage of seconds costs bars. */
const SPEED = 60;

async function feedBecomes(page: Page, ...states: readonly string[]): Promise<void> {
  const wanted = states.map((state) => `[data-testid=feed-BINANCE] [data-state=${state}]`);
  await page.locator(wanted.join(", ")).first().waitFor();
}

/** The dashboard with a runner on the exchange, whose market is live. */
async function quietDashboard({ page, service }: Stage): Promise<void> {
  await service.query(
    `mutation { createRunner(input: { symbol: "BTCUSDT", strategy: "ema_crossover" }) { id } }`,
  );
  await page.goto(service.url);
  await feedBecomes(page, "LIVE");
  await page.getByTestId("feed-SIMULATED").getByText("Not in use").waitFor();
  assert.equal(await page.getByTestId("feed-trouble").count(), 0, "quiet while all is well");
}

async function formOffersThem({ page }: Stage): Promise<void> {
  await page.getByTestId("new-runner").click();
  const field = page.getByTestId("feed");
  await field.getByText("Real prices of Binance as they happen").waitFor();
  assert.deepEqual(await field.locator("option").allTextContents(), [
    "Simulated (invented)",
    "Binance US (live)",
    "Binance (live)",
  ]);
  await page.getByTestId("symbol-AAPL").click();
  assert.deepEqual(await field.locator("option").allTextContents(), ["Simulated (invented)"]);
  await page.keyboard.press("Escape");
}

async function dashboardTells({ page }: Stage): Promise<void> {
  await feedBecomes(page, "RECONNECTING", "DOWN");
  await page.locator("[data-testid=runner-row] [data-testid=runner-feed]").waitFor();
  const trouble = page.getByTestId("feed-trouble");
  await trouble.getByText("Its runner takes no new position meanwhile.").waitFor();
  await feedBecomes(page, "DOWN");
  assert.match(await trouble.textContent() ?? "", /^Binance down for .+ Cannot reach Binance: /);
}

/** And has no word more once `mend` was called. */
async function runnerTells({ page }: Stage, mend: () => void): Promise<void> {
  await page.getByTestId("open").click();
  const notice = page.getByTestId("feed-notice");
  await notice.getByText(/takes no new position until prices come/).waitFor();
  mend();
  await notice.waitFor({ state: "detached" });
}

/** What came live is the same as what is read afterwards. */
async function logTells({ page }: Stage): Promise<void> {
  await page.getByTestId("tab-log").click();
  const log = page.getByTestId("log");
  const lines = [/Binance reconnecting: Lost the connection/, /Stale data: .+ UTC on/];
  for (const line of lines) await log.getByText(line).waitFor();
  await page.reload();
  await page.getByTestId("tab-log").click();
  for (const line of lines) await log.getByText(line).waitFor();
}

async function feedsPageCounts({ page }: Stage): Promise<void> {
  await page.getByRole("link", { name: "Feeds" }).click();
  await page.getByTestId("feeds-page").waitFor();
  await feedBecomes(page, "LIVE");
  const figures = page.getByTestId("feed-BINANCE");
  assert.equal(await figures.getByTestId("reconnects").textContent(), "1");
  assert.equal(await figures.getByTestId("runners").textContent(), "1");
}

browserTest("feeds: one that is cut off is told everywhere, and that it is back", async () => {
  const exchange = LoopbackExchange.start({ speed: SPEED });
  const { ws, rest, faults } = exchange;
  const options = ["--feed", "binance", "--binance-ws", ws, "--binance-rest", rest];
  try {
    await onStage(options, async (stage) => {
      await quietDashboard(stage);
      await formOffersThem(stage);
      faults.refuse();
      faults.drop();
      await dashboardTells(stage);
      await runnerTells(stage, () => faults.refuse(false));
      await logTells(stage);
      await feedsPageCounts(stage);
    });
  } finally {
    await exchange.close();
  }
});
