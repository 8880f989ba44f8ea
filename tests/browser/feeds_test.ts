/** What the dashboard says of a live feed that breaks off and comes back. */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { LoopbackExchange } from "../exchange/loopback_exchange.ts";
import type { ServiceProcess } from "../support/service_process.ts";
import { browserTest, onStage, type Stage } from "./stage.ts";

/** One bar of a minute lasts a second: an outage of seconds costs bars. */
const SPEED = 60;

function feedTest(
  name: string,
  act: (stage: Stage, exchange: LoopbackExchange) => Promise<void>,
): void {
  browserTest(`feeds: ${name}`, async () => {
    const exchange = LoopbackExchange.start({ speed: SPEED });
    const { ws, rest } = exchange;
    const options = ["--feed", "binance", "--binance-ws", ws, "--binance-rest", rest];
    try {
      await onStage(options, (stage) => act(stage, exchange));
    } finally {
      await exchange.close();
    }
  });
}

/** A runner on the exchange, whose market is live. */
async function liveRunner(service: ServiceProcess, page: Page): Promise<string> {
  const { createRunner } = await service.query(
    `mutation { createRunner(input: { symbol: "BTCUSDT", strategy: "ema_crossover" }) { id } }`,
  );
  await page.goto(service.url);
  await feedBecomes(page, "LIVE");
  return createRunner.id;
}

async function feedBecomes(page: Page, ...states: readonly string[]): Promise<void> {
  const wanted = states.map((state) => `[data-testid=feed-BINANCE] [data-state=${state}]`);
  await page.locator(wanted.join(", ")).first().waitFor();
}

/** All connections break, and no new one is accepted. */
function cutOff({ faults }: LoopbackExchange): void {
  faults.refuse();
  faults.drop();
}

feedTest(
  "the dashboard tells of a feed that is cut off and that it is back",
  async (stage, exchange) => {
    const { page, service } = stage;
    await liveRunner(service, page);
    await page.getByTestId("feed-SIMULATED").getByText("Not in use").waitFor();
    assert.equal(await page.getByTestId("feed-trouble").count(), 0, "quiet while all is well");

    cutOff(exchange);
    await feedBecomes(page, "RECONNECTING", "DOWN");
    await page.locator("[data-testid=runner-row] [data-testid=runner-feed]").waitFor();
    const trouble = page.getByTestId("feed-trouble");
    await trouble.getByText("Its runner takes no new position meanwhile.").waitFor();
    await feedBecomes(page, "DOWN");
    assert.match(await trouble.textContent() ?? "", /^Binance down for .+ Cannot reach Binance: /);

    await page.getByTestId("new-runner").click();
    const field = page.getByTestId("feed");
    await field.getByText("Down at the moment: a new runner waits.").waitFor();
    assert.deepEqual(await field.locator("option").allTextContents(), [
      "Simulated (invented)",
      "Binance US (live)",
      "Binance (live)",
    ]);
    await page.getByTestId("symbol-AAPL").click();
    assert.deepEqual(await field.locator("option").allTextContents(), ["Simulated (invented)"]);
    await page.keyboard.press("Escape");

    exchange.faults.refuse(false);
    await page.getByTestId("feed-BINANCE").click();
    await page.getByTestId("feeds-page").waitFor();
    await feedBecomes(page, "LIVE");
    const figures = page.getByTestId("feed-BINANCE");
    assert.equal(await figures.getByTestId("reconnects").textContent(), "1");
    assert.equal(await figures.getByTestId("runners").textContent(), "1");
    await page.goBack();
    await page.getByTestId("runner-row").getByText("OK").waitFor();
    assert.equal(await trouble.count(), 0);
  },
);

feedTest(
  "a runner's page says why it does not trade, and its log what it missed",
  async (stage, exchange) => {
    const { page, service } = stage;
    const id = await liveRunner(service, page);
    await page.goto(`${service.url}/runners/${id}`);
    await page.getByTestId("last-price").waitFor();
    assert.equal(await page.getByTestId("feed-notice").count(), 0);

    cutOff(exchange);
    const notice = page.getByTestId("feed-notice");
    await notice.getByText(/takes no new position until prices come again/).waitFor();
    exchange.faults.refuse(false);
    await notice.waitFor({ state: "detached" });

    await page.getByTestId("tab-log").click();
    const log = page.getByTestId("log");
    const lines = [/Binance reconnecting: Lost the connection to Binance/, /Stale data: .+ UTC on/];
    for (const line of lines) await log.getByText(line).waitFor();
    await page.reload();
    await page.getByTestId("tab-log").click();
    for (const line of lines) await log.getByText(line).first().waitFor();
  },
);
