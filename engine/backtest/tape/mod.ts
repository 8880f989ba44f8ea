export { BasketBars } from "./basket_bars.ts";
export { CandleBars } from "./candle_bars.ts";
export { SteppedEquity } from "./stepped_equity.ts";
export { StretchedEquity } from "./stretched_equity.ts";
export type { AccountTape, BarTape, EquityColumns } from "./tape.ts";
export { WrittenBars } from "./written_bars.ts";
