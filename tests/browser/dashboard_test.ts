/**
 * The dashboard in a real browser, against the real service in a process of its own. Without a
 * browser (`CHROMIUM_PATH`, or Chromium where Debian puts it) these tests are left out, and say so.
 */
import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { TIMEFRAMES } from "../../engine/mod.ts";
import type { ServiceProcess } from "../support/service_process.ts";
import { browserTest, onStage, type Stage } from "./stage.ts";

/** One bar of a minute lasts a second. */
const FAST = ["--speed", "60", "--seed", "11"];

function dashboardTest(name: string, act: (stage: Stage) => Promise<void>): void {
  browserTest(`dashboard: ${name}`, () => onStage(FAST, act));
}

async function createRunner(service: ServiceProcess, more = ""): Promise<string> {
  const { createRunner } = await service.query(
    `mutation { createRunner(input: { symbol: "BTCUSDT", strategy: "ema_crossover" ${more} }) { id } }`,
  );
  return createRunner.id;
}

/** Waits until a figure of the chart is above `limit`. */
async function chartPasses(page: Page, figure: string, limit: number): Promise<void> {
  await page.waitForFunction(
    ([key, above]) => {
      const chart = document.querySelector<HTMLElement>("[data-testid=chart]");
      return Number(chart?.dataset[key]) > above;
    },
    [figure, limit] as const,
  );
}

async function chartFollows(page: Page, isFollowing: boolean): Promise<void> {
  await page.locator(`[data-testid=chart][data-following=${isFollowing}]`).waitFor();
}

async function chartData(page: Page): Promise<Record<string, string>> {
  return await page.getByTestId("chart").evaluate((chart: HTMLElement) => ({
    ...chart.dataset,
  })) as Record<string, string>;
}

dashboardTest(
  "creates, pauses, resumes and removes a runner",
  async ({ page, service, requests }) => {
    await page.goto(service.url);
    await page.getByTestId("no-runners").waitFor();
    await page.getByTestId("new-runner").click();
    await page.getByTestId("symbol-BTCUSDT").locator("input:checked").waitFor();
    await page.getByTestId("strategy-ema_crossover").locator("input:checked").waitFor();
    assert.equal(
      await page.getByTestId("setting-fees.takerBps").locator("input").inputValue(),
      "10",
    );
    const timeframes = page.getByTestId("timeframe").locator("option");
    assert.deepEqual(await timeframes.allTextContents(), [...TIMEFRAMES]);
    await page.getByTestId("symbol-ETHUSDT").click();
    await page.getByTestId("parameter-fast").locator("input").fill("1");
    await page.getByText("Has to be at least 2").waitFor();
    await page.getByTestId("parameter-fast").locator("input").fill("8");
    await page.getByTestId("create-submit").click();

    const row = page.getByTestId("runner-row");
    await row.getByText("ETHUSDT").waitFor();
    const status = row.getByTestId("status");
    await page.locator("[data-testid=runner-row] [data-status=RUNNING]").waitFor();
    await row.getByTestId("pause").click();
    await page.locator("[data-testid=runner-row] [data-status=PAUSED]").waitFor();
    assert.equal((await service.query("{ runners { status } }")).runners[0].status, "PAUSED");
    await row.getByTestId("resume").click();
    await page.locator("[data-testid=runner-row] [data-status=RUNNING]").waitFor();
    await status.getByText("Running").waitFor();
    const { runners } = await service.query("{ runners { parameters } }");
    assert.equal(runners[0].parameters.fast, 8);

    await row.getByTestId("remove").click();
    await page.getByTestId("confirm-remove").click();
    await page.getByTestId("no-runners").waitFor();
    assert.deepEqual((await service.query("{ runners { id } }")).runners, []);
    const hosts = new Set(requests.map((request) => new URL(request).origin));
    assert.deepEqual([...hosts], [service.url], "nothing is loaded from another host");
  },
);

dashboardTest(
  "shows candles as they arrive and leaves the view where the user put it",
  async (stage) => {
    const { page, service } = stage;
    const id = await createRunner(service);
    await page.goto(`${service.url}/runners/${id}`);
    await chartPasses(page, "bars", 300);
    await chartPasses(page, "indicators", 1);
    const first = await chartData(page);
    await chartPasses(page, "lastTime", Number(first["lastTime"]));
    const later = await chartData(page);
    assert.ok(Number(later["bars"]) >= Number(first["bars"]));
    assert.ok(Number(later["from"]) > Number(first["from"]), "it follows the newest candle");
    assert.match(await page.getByTestId("legend-close").textContent() ?? "", /^[\d,]+\.\d\d$/);
    const pixels = await page.locator("canvas").first().evaluate((canvas: HTMLCanvasElement) => {
      const context = canvas.getContext("2d");
      if (context === null) {
        return 0;
      }
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(data.buffer)).size;
    });
    assert.ok(pixels > 5, "the canvas is drawn on");

    await page.getByTestId("chart").focus();
    await page.keyboard.press("ArrowLeft");
    await chartFollows(page, false);
    const { from } = await chartData(page);
    await page.keyboard.press("+");
    await chartPasses(page, "from", Number(from));
    const moved = await chartData(page);
    await chartPasses(page, "lastTime", Number(moved["lastTime"]));
    const stayed = await chartData(page);
    assert.deepEqual([stayed["from"], stayed["to"]], [moved["from"], moved["to"]]);
    await page.getByTestId("follow").click();
    await chartFollows(page, true);
  },
);

dashboardTest("says that the connection is lost and recovers over a restart", async (stage) => {
  const { page, service, restart } = stage;
  const id = await createRunner(service);
  const lost = page.getByTestId("connection-lost");
  await page.goto(service.url);
  await page.getByTestId("runner-row").waitFor();
  await restart("SIGTERM", async () => await lost.waitFor());
  await lost.waitFor({ state: "detached" });
  await page.locator(`[data-testid=runner-row][data-id=${id}] [data-status=RUNNING]`).waitFor();

  await page.getByTestId("open").click();
  await chartPasses(page, "bars", 300);
  const before = await chartData(page);
  await restart("SIGKILL", async () => await lost.waitFor());
  await lost.waitFor({ state: "detached" });
  await chartPasses(page, "lastTime", Number(before["lastTime"]));
  await page.locator("[data-testid=runner] [data-status=RUNNING]").waitFor();
});

dashboardTest(
  "shows the server's refusal at its field, and what it does not know",
  async (stage) => {
    const { page, service } = stage;
    await page.goto(`${service.url}/runners/nobody`);
    await page.getByTestId("not-found").waitFor();
    await page.goto(service.url);
    await page.getByTestId("new-runner").click();
    await page.getByTestId("symbol-BTCUSDT").click();
    await page.getByTestId("strategy-ema_crossover").click();
    await page.getByTestId("window-size").locator("input").fill("999999999");
    await page.getByTestId("create-submit").click();
    await page.getByTestId("window-size").locator(".fault").filter({ hasText: "999999999" })
      .waitFor();
  },
);

dashboardTest("remembers the chosen colours", async ({ page, service }) => {
  await page.goto(service.url);
  const theme = () => page.evaluate(() => document.documentElement.dataset["theme"]);
  const background = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  assert.equal(await theme(), "auto");
  await page.getByTestId("theme").click();
  const light = await background();
  await page.getByTestId("theme").click();
  assert.equal(await theme(), "dark");
  assert.notEqual(await background(), light);
  await page.reload();
  assert.equal(await theme(), "dark");
});

dashboardTest("changes parameters and stops a runner", async ({ page, service }) => {
  const id = await createRunner(service);
  await page.goto(`${service.url}/runners/${id}`);
  await page.getByTestId("edit-parameters").click();
  const slow = page.getByTestId("parameter-slow");
  await page.getByTestId("constraints").getByText("Fast < slow has to hold.").waitFor();
  await slow.locator("input").fill("5");
  await slow.locator(".fault").getByText("Fast < slow has to hold").waitFor();
  await slow.locator("input").fill("33");
  await page.getByTestId("save-parameters").click();
  await page.getByTestId("parameters").getByText("33").waitFor();
  await page.getByTestId("stop").click();
  await page.getByTestId("confirm-stop").click();
  await page.locator("[data-testid=runner] [data-status=STOPPED]").waitFor();
  const { runner } = await service.query(`{ runner(id: "${id}") { status parameters } }`);
  assert.equal(runner.status, "STOPPED");
  assert.equal(runner.parameters.slow, 33);
});
