/** The script of a backtest's report: draws the charts from the data in the page. Asks nobody for anything. */
import { DATA_ID, type ReportData } from "./report_data.ts";
import { showCharts } from "./charts.ts";
import { showTrades } from "./trades_table.ts";
import { unpackTrades } from "./codec.ts";

const element = document.getElementById(DATA_ID);
const data: ReportData = JSON.parse(element?.textContent ?? "null");
const trades = unpackTrades(data.trades);
showCharts(data, trades);
showTrades(data, trades);
