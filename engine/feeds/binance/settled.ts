/**
 * So long after its end, in market time, a bar in an answer is the exchange's last word even where no
 * later one stands behind it. Before, the answer may come from a server that lags: it shows a bar as
 * it was moments before its end, and only a later bar in the same answer proves that it is whole.
 */
export const SETTLE_MS = 10_000;
