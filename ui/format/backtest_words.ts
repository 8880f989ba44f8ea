import type {
  BacktestDataFields,
  BacktestProgressFields,
  BacktestStatus,
  Feed,
} from "../operations/operations.ts";
import { count, percent } from "./numbers.ts";
import { DAY, day, duration, fullTime, HOUR, MINUTE, SECOND } from "./times.ts";
import { FEED_WORDS } from "./words.ts";

export const BACKTEST_STATUS_WORDS: Readonly<Record<BacktestStatus, string>> = {
  QUEUED: "Waiting",
  RUNNING: "Running",
  DONE: "Done",
  FAILED: "Failed",
  CANCELED: "Canceled",
};

/** Where candles come from, and of which kind they are. */
export const SOURCE_WORDS: Readonly<Record<Feed, string>> = {
  SIMULATED: `${FEED_WORDS.SIMULATED} (invented past)`,
  BINANCE_US: `${FEED_WORDS.BINANCE_US} (stored candles)`,
  BINANCE: `${FEED_WORDS.BINANCE} (stored candles)`,
  REPLAY: `${FEED_WORDS.REPLAY} (recorded)`,
};

/** How fast and how long still: `1.25 M bars/s, 3 s left`. */
export function paceWords({ barsPerSecond, leftMs }: BacktestProgressFields): string {
  const pace = barsPerSecond > 0 ? [`${count(Math.round(barsPerSecond))} bars/s`] : [];
  return [...pace, ...leftMs === null ? [] : [leftWords(leftMs)]].join(", ");
}

export function leftWords(ms: number): string {
  return ms < SECOND ? "less than a second left" : `${duration(ms)} left`;
}

/** From the first candle to the end of the last: days where whole days are meant, else with the time. */
export function rangeWords(
  data: readonly { readonly from: number; readonly to: number }[],
): string {
  if (data.length === 0) return "";
  const from = Math.min(...data.map((each) => each.from));
  const to = Math.max(...data.map((each) => each.to));
  return to - from < 4 * DAY
    ? `${withoutSeconds(from)} – ${withoutSeconds(to)}`
    : `${day(from)} – ${day(to)}`;
}

const withoutSeconds = (time: number) => fullTime(time).slice(0, -3);

const UNITS: readonly (readonly [number, string])[] = [
  [DAY, "d"],
  [HOUR, "h"],
  [MINUTE, "m"],
  [SECOND, "s"],
];

/** A candle's length as timeframes are called: `5m`. */
export function candleWords(ms: number): string {
  const [unit, letter] = UNITS.find(([size]) => ms % size === 0) ?? [SECOND, "s"];
  return `${ms / unit}${letter}`;
}

const ORIGINS: ReadonlyMap<string, string> = new Map([
  ["SIMULATED", "the simulated market"],
  ["REPLAY", "the replay"],
  ["BINANCE", "Binance"],
  ["BINANCE_US", "Binance US"],
]);

/** Which candles, and where they come from. */
export function dataWords({ candles, candleMs, origin, from, to }: BacktestDataFields): string {
  const range = `${withoutSeconds(from)} to ${withoutSeconds(to)}`;
  const many = candles === 1 ? "1 candle" : `${count(candles)} candles`;
  return `${many} of ${candleWords(candleMs)}, ${range} UTC, ${originWords(origin)}`;
}

/** What candles are said to come from ends with the code of a source, and may count bars. */
export function originWords(origin: string): string {
  const [whole, start = "", code = ""] = /^(.+ of )(\w+)$/.exec(origin) ?? [];
  const words = ORIGINS.get(code.toUpperCase());
  if (whole === undefined || words === undefined) return origin;
  const grouped = start.replace(/\b\d+(?= bars)/, (bars) => Number(bars).toLocaleString("en-US"));
  return `${grouped}${words}`;
}

/** Volume that is missing on so many candles is a matter of the market, not of the data. */
const USUAL_SHARE = 0.01;

/** What is wrong with candles, worst first; nothing where all is well. */
export function dataFaults(data: BacktestDataFields): string[] {
  const { candles, gaps, missing, outliers, zeroVolume, flat } = data;
  const ofAll = (n: number) => percent(n / Math.max(1, candles), n * 1_000 < candles ? 2 : 1);
  const faults: string[] = [];
  if (gaps > 0) {
    const all = candles + missing;
    faults.push(
      `${number(gaps, "gap")} with ${number(missing, "candle")} missing ` +
        `(${percent(missing / all, missing * 1_000 < all ? 2 : 1)})`,
    );
  }
  if (outliers > 0) faults.push(`${number(outliers, "outlier")}: moves of 30 times the usual`);
  if (zeroVolume > candles * USUAL_SHARE) {
    faults.push(`${number(zeroVolume, "candle")} without volume (${ofAll(zeroVolume)})`);
  }
  if (flat > candles * USUAL_SHARE) {
    faults.push(`${number(flat, "candle")} of one price only (${ofAll(flat)})`);
  }
  return faults;
}

const number = (n: number, word: string) => `${count(n)} ${word}${n === 1 ? "" : "s"}`;
