import { isTimeframe, type Timeframe, TIMEFRAMES } from "../../domain/mod.ts";

/** What a file's name says about its candles. */
export interface SeriesName {
  readonly symbol: string;
  readonly timeframe: Timeframe;
}

/** What is paid with. Only in front of one of these is a word part of a pair: `MY_DATA` is none. */
const QUOTES = "USDT|USDC|FDUSD|BUSD|TUSD|USD|EUR|GBP|TRY|BRL|JPY|BTC|ETH|BNB";
/** `BTC_USDT`, and `BTC_USDT_USDT` for a future: pairs as freqtrade names its files. */
const PAIR = new RegExp(
  `(?<![\\p{L}\\p{N}])([A-Z0-9]{1,20})_(${QUOTES})(?:_(?:${QUOTES}))?(?![\\p{L}\\p{N}_])`,
  "u",
);
const NAME = new RegExp(
  `(?<![\\p{L}\\p{N}])([\\p{L}\\p{N}]{2,32})-(${TIMEFRAMES.join("|")})(?![\\p{L}\\p{N}])`,
  "u",
);

/**
 * As the exchange's dumps are named, `BTCUSDT-1m-2024-01.zip`, or freqtrade's files,
 * `BTC_USDT-1h.json`; null for any other name.
 */
export function seriesInName(name: string): SeriesName | null {
  const parts = name.split("/").reverse();
  for (const part of parts) {
    const [, symbol = "", timeframe = ""] = NAME.exec(part.replace(PAIR, "$1$2")) ?? [];
    if (isTimeframe(timeframe)) return { symbol: symbol.toUpperCase(), timeframe };
  }
  return null;
}

/** The word that may be a symbol: a pair, else what the name begins with; in capitals, "" for none. */
export function symbolInName(name: string): string {
  const [, base, quote] = PAIR.exec(name) ?? [];
  if (base !== undefined) return `${base}${quote}`;
  return /^[A-Za-z0-9]+/.exec(name)?.[0].toUpperCase() ?? "";
}
