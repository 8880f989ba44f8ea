/** Studies in the dashboard: a sweep and its heat map, the best as a backtest, windows, and away. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { browserTest, onStage, type Stage } from "./stage.ts";

const OPTIONS = [
  ...["--seed", "11"],
  ...["--strategies", fileURLToPath(new URL("strategies", import.meta.url))],
];
const BARS = "2000";

const input = (page: Page, testId: string) => page.getByTestId(testId).locator("input");
const status = (page: Page, word: string) =>
  page.locator(`[data-testid=study][data-status=${word}]`);

async function range(page: Page, name: string, ends: readonly [string, string, string]) {
  for (const [i, end] of ["from", "to", "step"].entries()) {
    await page.getByTestId(`${end}-${name}`).fill(ends[i]!);
  }
}

async function openForm({ page, service }: Stage): Promise<void> {
  await page.goto(service.url);
  await page.getByRole("link", { name: "Backtests" }).click();
  await page.getByTestId("tab-studies").click();
  await page.getByTestId("no-studies").waitFor();
  await page.getByTestId("new-study").click();
  await page.getByTestId("strategy-swings").click();
}

/** What the form and the service refuse stands where it is wrong; the count follows what is typed. */
async function refuses({ page }: Stage): Promise<void> {
  const count = page.getByTestId("combinations-count");
  await count.getByText("45 combinations.").waitFor();
  await range(page, "hold", ["9", "5", "1"]);
  await page.getByTestId("varied-hold").getByText(/To: has to be at least as much/).waitFor();
  await range(page, "hold", ["1", "100", "1"]);
  await range(page, "work", ["0", "9999", "1"]);
  await count.getByText(/At most 100000 combinations are all tried/).waitFor();
  await range(page, "hold", ["5", "20", "5"]);
  await range(page, "work", ["0", "2", "1"]);
  await count.getByText("12 combinations.").waitFor();
  await input(page, "study-where").fill("work<nothing");
  await page.getByTestId("run-study").click();
  await page.getByTestId("study-where").getByText(/there is no parameter nothing/).waitFor();
  await input(page, "study-where").fill("work!=1");
  await count.getByText("8 combinations. 4 more are left out.").waitFor();
}

/** The figures in the map and in the table are the service's. */
async function sweeps({ page, service }: Stage): Promise<void> {
  await input(page, "backtest-bars").fill(BARS);
  await page.getByTestId("run-study").click();
  await status(page, "DONE").waitFor();
  await page.getByTestId("overfitting").getByText(/Too few periods/).waitFor();
  const { study } = await service.query(`{
    study(id: "st1") {
      combinationCount best { number parameters }
      heatMap(figure: trades) { values combinations }
    }
  }`);
  assert.equal(study.combinationCount, 8);
  const settings = page.getByTestId("study-settings");
  // What the strategy declares, and what was typed.
  await settings.getByText("work <= 100000", { exact: true }).waitFor();
  await settings.getByText("work!=1", { exact: true }).waitFor();
  await page.getByTestId("heat-figure").locator("select").selectOption({ label: "Trades" });
  const cells = page.getByTestId("heat-cell");
  await cells.getByText(String(study.heatMap.values[0][0]), { exact: true }).first().waitFor();
  assert.equal(await cells.count(), 12);
  // work is 1 in the middle column, which the relation leaves out.
  await cells.nth(1).hover();
  await page.getByTestId("heat-reading").getByText("Hold 5, Work 1: nothing").waitFor();
  await cells.nth(0).focus();
  await page.keyboard.press("ArrowDown");
  const expected = `Hold 10, Work 0: ${study.heatMap.values[1][0]}`;
  await page.getByTestId("heat-reading").getByText(expected).waitFor();
  await page.keyboard.press("Enter");
  const number = study.heatMap.combinations[1][0];
  await page.locator(`[data-testid=combination][data-number="${number}"]`).waitFor();
}

async function sorts({ page, service }: Stage): Promise<void> {
  const { study } = await service.query(
    `{ study(id: "st1") { combinations(limit: 1, sortBy: "hold") { number } } }`,
  );
  await page.getByTestId("sort-hold").click();
  await page.locator("th[aria-sort=descending]").getByText("Hold").waitFor();
  const [first] = study.combinations;
  await page.waitForFunction((wanted) => {
    const row = document.querySelector<HTMLElement>("[data-testid=combination-row]");
    return row?.dataset["number"] === wanted;
  }, String(first.number));
}

/** The backtest of a combination runs on the study's own candles, and comes out as in the study. */
async function runsAsBacktest({ page, service }: Stage): Promise<void> {
  await page.getByTestId("run-as-backtest").click();
  await page.getByTestId("new-backtest-page").waitFor();
  assert.equal(await input(page, "parameter-hold").inputValue(), "10");
  await page.getByTestId("run-backtest").click();
  await page.locator("[data-testid=backtest][data-status=DONE]").waitFor();
  const { study, backtest } = await service.query(`{
    study(id: "st1") { combinations(sortBy: "hold", descending: false) {
      parameters figures { trades totalReturn }
    } }
    backtest(id: "bt1") { figures { trades totalReturn } }
  }`);
  const same = study.combinations.find(
    ({ parameters: { hold, work } }: { parameters: Record<string, number> }) =>
      hold === 10 && work === 0,
  );
  assert.deepEqual(backtest.figures, same.figures);
}

/** A slow one shows how it comes along, a second one waits; both are canceled, the first asked about. */
async function cancels({ page, service }: Stage): Promise<void> {
  await page.goto(`${service.url}/studies/new?again=st1`);
  await range(page, "work", ["50000", "50010", "1"]);
  await page.getByTestId("run-study").click();
  await status(page, "RUNNING").waitFor();
  await page.getByTestId("study-progress").getByText(/of 44 combinations/).waitFor();
  const { runStudy } = await service.query(`mutation {
    runStudy(input: {
      kind: SWEEP, strategy: "swings", symbol: "BTCUSDT", bars: 500, parameters: { hold: "2:4:1" }
    }) { id status }
  }`);
  assert.deepEqual(runStudy, { id: "st3", status: "QUEUED" });
  await page.getByRole("link", { name: "All studies" }).click();
  const row = (id: string) => page.locator(`[data-testid=study-row][data-id=${id}]`);
  await row("st3").getByText("Waits for its turn").waitFor();
  await row("st2").getByTestId("cancel-study").click();
  await page.getByTestId("confirm-cancel-study").click();
  await page.locator("[data-testid=study-row][data-id=st2][data-status=CANCELED]").waitFor();
  await page.locator("[data-testid=study-row][data-id=st3][data-status=DONE]").waitFor();
}

async function isDrawn(page: Page, testId: string): Promise<void> {
  await page.waitForFunction((id) => {
    const canvas = document.querySelector<HTMLCanvasElement>(`[data-testid=${id}] canvas`);
    const pixels = canvas?.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height).data;
    return pixels?.some((value) => value > 0);
  }, testId);
}

async function walksForward({ page, service, requests }: Stage): Promise<void> {
  await page.goto(`${service.url}/studies/new?again=st1`);
  await page.getByTestId("kind-WALK_FORWARD").click();
  await input(page, "study-windows").fill("3");
  await page.getByTestId("combinations-count").getByText(/in each window/).waitFor();
  await page.getByTestId("run-study").click();
  await status(page, "DONE").waitFor();
  await isDrawn(page, "equity-chart");
  await page.getByTestId("efficiency").getByText(/of 3 windows earned something/).waitFor();
  assert.equal(await page.getByTestId("window-row").count(), 3);
  assert.ok(requests.every((address) => address.startsWith("http://127.0.0.1:")));
}

/** Nothing stands out of the page on a phone. */
async function fitsAPhone({ page, service }: Stage): Promise<void> {
  await page.setViewportSize({ width: 390, height: 844 });
  for (
    const [path, testId] of [["st1", "heat-cell"], ["st4", "window-row"], ["new", "run-study"]]
  ) {
    await page.goto(`${service.url}/studies/${path}`);
    await page.getByTestId(testId!).first().waitFor();
    await page.waitForFunction(() => document.documentElement.scrollWidth <= innerWidth);
  }
  await page.setViewportSize({ width: 1280, height: 860 });
}

/** After the service was killed what was under way is begun again, what waited waits, and what is over is there. */
async function survives(stage: Stage): Promise<void> {
  const { page, service } = stage;
  for (const work of [50_000, 1]) {
    await service.query(`mutation {
      runStudy(input: {
        kind: SWEEP, strategy: "swings", symbol: "BTCUSDT", bars: 2000
        parameters: { hold: "2:90:1", work: ${work} }
      }) { id }
    }`);
  }
  await page.goto(`${service.url}/studies/st5`);
  await status(page, "RUNNING").waitFor();
  await stage.restart("SIGKILL", async () => {});
  await page.goto(`${service.url}/studies/st6`);
  await status(page, "QUEUED").getByText("Waits for its turn").waitFor();
  await page.goto(`${service.url}/studies/st5`);
  await status(page, "RUNNING").waitFor();
  await page.getByRole("link", { name: "All studies" }).click();
  const row = page.locator("[data-testid=study-row][data-id=st5]");
  await row.getByTestId("remove-study").click();
  await page.getByTestId("confirm-remove-study").click();
  await row.waitFor({ state: "detached" });
  for (const id of ["st1", "st6"]) {
    await page.locator(`[data-testid=study-row][data-id=${id}][data-status=DONE]`).waitFor();
  }
}

browserTest(
  "studies: a sweep and its heat map, the best as a backtest, windows, and away",
  async () => {
    await onStage(OPTIONS, async (stage) => {
      await openForm(stage);
      await refuses(stage);
      await sweeps(stage);
      await sorts(stage);
      await runsAsBacktest(stage);
      await cancels(stage);
      await walksForward(stage);
      await fitsAPhone(stage);
      await survives(stage);
    });
  },
);
