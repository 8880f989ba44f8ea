import type { FanColumns } from "../charts/result/fan_columns.ts";
import type { PackedCandles, PackedSeries, PackedTrades } from "./codec.ts";

/** Where the data of a report stands in its page, and its charts. */
export const DATA_ID = "report-data";

/** All that the charts of a report draw. */
export interface ReportData {
  /** Of the account, such as `USDT`. */
  readonly currency: string;
  readonly candles: readonly PackedCandles[];
  readonly series: PackedSeries;
  readonly trades: PackedTrades;
  /** Where simulations went; null where none were asked for. */
  readonly fan: { readonly columns: FanColumns; readonly periods: string } | null;
}
