import {
  CandleSeries,
  drawdownPlot,
  equityPlot,
  fanPlot,
  type Palette,
  pricePlot,
  readPalette,
  type ResultTrade,
  scatterPlot,
  TimeGroup,
} from "../charts/result/mod.ts";
import { money, percent, price, signed, volume } from "../format/numbers.ts";
import { duration, fullTime } from "../format/times.ts";
import { reasonWords } from "../format/words.ts";
import { unpackCandles, unpackSeries } from "./codec.ts";
import { Panel } from "./panel.ts";
import type { ReportData } from "./report_data.ts";

/** The button that shows and hides the benchmark. */
const HOLD_ID = "buy-and-hold";
const PRICE_HEIGHT = 340;
const EQUITY_HEIGHT = 240;
const DRAWDOWN_HEIGHT = 150;
const SCATTER_HEIGHT = 260;
const FAN_HEIGHT = 240;
const [M, H, D] = [60_000, 3_600_000, 86_400_000];
/** What trades may last from tick to tick. */
const DURATIONS = [1, 5, 15, 30].map((n) => n * M)
  .concat([1, 3, 6, 12].map((n) => n * H), [1, 2, 5, 10, 30, 90, 365].map((n) => n * D));

/** Fills the chart panels of the page, and fills them again when colours or widths change. */
export function showCharts(data: ReportData, trades: readonly ResultTrade[]): void {
  const series = unpackSeries(data.series);
  const { time } = series;
  const group = new TimeGroup("report", { min: time[0] ?? 0, max: time.at(-1) ?? 1 });
  const panels = [
    ...pricePanels(data, trades, group),
    equityPanel(series, group, data.currency),
    drawdownPanel(series, group),
    ...scatterPanels(trades, data.currency),
    fanPanel(data),
  ].filter((panel) => panel !== null);
  watchZoom(group);
  keepDrawn(panels);
}

type Series = ReturnType<typeof unpackSeries>;

function pricePanels(
  data: ReportData,
  trades: readonly ResultTrade[],
  group: TimeGroup,
): (Panel | null)[] {
  return data.candles.map((packed, i) => {
    const { symbol, priceStep, candleMs } = packed;
    const candles = new CandleSeries();
    for (const candle of unpackCandles(packed)) candles.put(candle);
    const own = trades.filter((trade) => trade.symbol === symbol);
    return Panel.find(`price-${i}`, (panel, palette, width) => {
      const read = (index: number | null) => {
        const candle = candles.at(index ?? candles.length - 1);
        if (candle === null) return;
        const at = (value: number) => price(value, priceStep);
        const { open, high, low, close } = candle;
        panel.say(
          `${fullTime(candle.time)} UTC`,
          `O ${at(open)}  H ${at(high)}  L ${at(low)}  C ${at(close)}`,
          `V ${volume(candle.volume)}`,
        );
      };
      return pricePlot(panel.host, group, {
        palette,
        width,
        height: PRICE_HEIGHT,
        candles,
        candleMs,
        trades: own,
        outcome: ({ pnl }) => signed(pnl),
        label: price,
        read,
      });
    });
  });
}

function equityPanel(series: Series, group: TimeGroup, currency: string): Panel | null {
  const { time, equity, benchmark } = series;
  return Panel.find("equity", (panel, palette, width) =>
    equityPlot(panel.host, group, {
      ...common(palette, width, EQUITY_HEIGHT, time),
      equity,
      benchmark,
      withBenchmark: isPressed(HOLD_ID),
      label: price,
      read(index) {
        const i = index ?? time.length - 1;
        panel.say(
          `${fullTime(time[i]!)} UTC`,
          `Equity ${money(equity[i])} ${currency}`,
          `Buy and hold ${money(benchmark[i])}`,
        );
      },
    }));
}

function drawdownPanel(series: Series, group: TimeGroup): Panel | null {
  const { time, drawdown } = series;
  return Panel.find("drawdown", (panel, palette, width) =>
    drawdownPlot(panel.host, group, {
      ...common(palette, width, DRAWDOWN_HEIGHT, time),
      drawdown,
      label: (value, step) => percent(value, step < 0.01 ? 2 : 0),
      read(index) {
        const i = index ?? time.length - 1;
        panel.say(`${fullTime(time[i]!)} UTC`, percent(drawdown[i], 2));
      },
    }));
}

function common(palette: Palette, width: number, height: number, time: Float64Array) {
  return { palette, width, height, time };
}

function scatterPanels(trades: readonly ResultTrade[], currency: string): (Panel | null)[] {
  const column = (of: (trade: ResultTrade) => number) => Float64Array.from(trades, of);
  const pnl = column((trade) => trade.pnl);
  const shared = { height: SCATTER_HEIGHT, y: pnl, yLabel: price };
  const tell = (panel: Panel, index: number | null) => {
    const trade = index === null ? undefined : trades[index];
    if (trade === undefined) return panel.say(`${trades.length} trades`);
    const lasted = duration(trade.exitTime - trade.entryTime);
    panel.say(
      `${fullTime(trade.entryTime)} UTC`,
      `${trade.side.toLowerCase()} ${signed(trade.pnl)} ${currency} in ${lasted}`,
      reasonWords(trade.reason),
    );
  };
  return [
    Panel.find("scatter-time", (panel, palette, width) =>
      scatterPlot(panel.host, {
        ...shared,
        palette,
        width,
        x: column((trade) => trade.exitTime - trade.entryTime),
        xName: "time in the market",
        xLabel: (value) => value < 0 ? "" : brief(value),
        xSteps: DURATIONS,
        read: (index) => tell(panel, index),
      })),
    Panel.find("scatter-adverse", (panel, palette, width) =>
      scatterPlot(panel.host, {
        ...shared,
        palette,
        width,
        x: column((trade) => trade.maxAdverse),
        xName: `furthest against the position, ${currency}`,
        xLabel: (value, step) => value < 0 ? "" : price(value, step),
        read: (index) => tell(panel, index),
      })),
  ];
}

/** Where the equity could have gone as well. */
function fanPanel({ fan, currency }: ReportData): Panel | null {
  if (fan === null) return null;
  const { columns, periods } = fan;
  return Panel.find("fan", (panel, palette, width) =>
    fanPlot(panel.host, {
      palette,
      width,
      height: FAN_HEIGHT,
      fan: columns,
      unit: periods,
      label: price,
      read(index) {
        const i = index ?? columns.period.length - 1;
        panel.say(
          `After ${columns.period[i]} ${periods}`,
          `9 of 10 from ${money(columns.p5[i])} to ${money(columns.p95[i])} ${currency}`,
          `half from ${money(columns.p25[i])} to ${money(columns.p75[i])}`,
          `the run ${money(columns.own[i])}`,
        );
      },
    }));
}

/** `1 h`, without the smaller unit where that is nothing. */
const brief = (ms: number) => ms === 0 ? "0" : duration(ms).replace(/ 0 \w$/, "");

function isPressed(id: string): boolean {
  return document.getElementById(id)?.ariaPressed !== "false";
}

/** Says how to see everything again, once not everything is seen. */
function watchZoom(group: TimeGroup): void {
  const button = document.getElementById("show-all");
  if (!button) return;
  button.addEventListener("click", () => group.show(null));
  group.listen((isWhole) => button.toggleAttribute("disabled", isWhole));
}

/** Draws all panels, and again when the page is wider or darker, or goes onto paper. */
function keepDrawn(panels: readonly Panel[]): void {
  const draw = () => {
    for (const panel of panels) panel.draw(readPalette(document.body));
  };
  let width = document.body.clientWidth;
  new ResizeObserver(() => {
    if (document.body.clientWidth === width) return;
    width = document.body.clientWidth;
    draw();
  }).observe(document.body);
  const root = document.documentElement;
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  // Paper is white, whatever the screen is.
  addEventListener("beforeprint", () => {
    root.dataset["theme"] = "light";
    draw();
  });
  addEventListener("afterprint", () => {
    delete root.dataset["theme"];
    draw();
  });
  document.getElementById(HOLD_ID)?.addEventListener("click", ({ currentTarget: button }) => {
    if (button instanceof Element) button.ariaPressed = String(!isPressed(HOLD_ID));
    draw();
  });
  draw();
}
