/** A backtest's report in a browser: charts are drawn without a network, in any width and colour. */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import { walkColumns } from "../support/backtests.ts";
import { runProcess } from "../support/service_process.ts";
import { CSV_HEADER, csvRows } from "../../engine/feeds/candle_files/mod.ts";
import { findChromium, launch, openPage } from "./chromium.ts";

const CHROMIUM = findChromium();

Deno.test({
  name: CHROMIUM === null
    ? "a report in a browser (skipped: no Chromium)"
    : "a report draws its charts from itself alone",
  ignore: CHROMIUM === null,
  async fn() {
    const folder = await Deno.makeTempDir();
    const browser = await launch(CHROMIUM ?? "");
    try {
      const data = `${folder}/BTCUSDT-1m.csv`;
      await Deno.writeTextFile(data, CSV_HEADER + csvRows(walkColumns(50_000)));
      const html = `${folder}/report.html`;
      const strategy = "tests/bench/strategies/ema_long_only.lua";
      const args = ["backtest", "--strategy", strategy, "--data", data, "--html", html];
      const { code, stderr } = await runProcess([
        ...args,
        "--cash",
        "1000000",
        "--monte-carlo",
        "100",
      ]);
      equal(code, 0, stderr);

      const { page, faults, requests } = await openPage(browser);
      await page.context().setOffline(true);
      await page.goto(`file://${html}`);
      await page.waitForSelector("#trades tbody tr");
      deepEqual(requests, [`file://${html}`]);
      for (
        const id of ["price-0", "equity", "drawdown", "scatter-time", "scatter-adverse", "fan"]
      ) {
        ok(await isDrawn(page, id), `${id} is drawn`);
      }
      equal(await page.locator("#trades tbody tr").count(), 50);
      match(await page.locator("#price-0 output").innerText(), /UTC\s+O 2\d,\d{3}/);

      // A drag on the prices shows a part of all charts, a double click all again.
      const button = page.locator("#show-all");
      equal(await button.isDisabled(), true);
      const box = (await page.locator("#price-0 .u-over").boundingBox())!;
      await page.mouse.move(box.x + 100, box.y + 50);
      await page.mouse.down();
      await page.mouse.move(box.x + 200, box.y + 60, { steps: 4 });
      await page.mouse.up();
      equal(await button.isDisabled(), false);
      await page.mouse.dblclick(box.x + 300, box.y + 50);
      equal(await button.isDisabled(), true);

      await page.locator("#trades button[value='1']").click();
      match(await page.locator("#trades output").innerText(), /^51 to 100 of \d+$/);

      await page.emulateMedia({ colorScheme: "dark" });
      await page.setViewportSize({ width: 390, height: 800 });
      // Charts follow the window's width a frame later.
      await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
      ok(await isDrawn(page, "equity"));
      deepEqual(faults, []);
    } finally {
      await browser.close();
      await Deno.remove(folder, { recursive: true });
    }
  },
});

/** Whether there is anything on a chart's canvas. */
async function isDrawn(page: Awaited<ReturnType<typeof openPage>>["page"], id: string) {
  return await page.locator(`#${id} canvas`).evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return false;
    const { width, height } = canvas;
    const pixels = canvas.getContext("2d")?.getImageData(0, 0, width, height).data ?? [];
    return pixels.some((value) => value > 0);
  });
}
