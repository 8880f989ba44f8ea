import {
  badInput,
  type FeedKind,
  type Timeframe,
  timeframeMs,
  timeframeOf,
} from "../../engine/mod.ts";
import {
  CandleParser,
  type CandleText,
  intervalOf,
  inWords,
  rowBlocks,
  seriesInName,
} from "../../engine/feeds/candle_files/mod.ts";
import type { CandleSeries } from "../../engine/store/mod.ts";

/** Which series files belong to. */
export interface SeriesRules {
  readonly source: FeedKind;
  /** For files whose name does not say it. */
  readonly symbol: string | undefined;
  readonly timeframe: Timeframe | undefined;
}

/**
 * Tells the series of a file by the options and its name, or by its candles, which have to agree.
 *
 * @throws InputError when they do not, or say nothing
 */
export async function seriesOf(text: CandleText, rules: SeriesRules): Promise<CandleSeries> {
  const { name } = text;
  const said = seriesInName(name);
  const symbol = agreed(name, "symbol", said?.symbol, rules.symbol);
  if (symbol === undefined) {
    throw badInput(
      `${name}: cannot tell its symbol: name it like BTCUSDT-1m-2024-01.csv or add --symbol`,
    );
  }
  const stepMs = await stepOf(text);
  const timeframe = agreed(name, "timeframe", said?.timeframe, rules.timeframe) ??
    timeframeOf(stepMs);
  if (timeframe === undefined) {
    throw badInput(
      Number.isNaN(stepMs)
        ? `${name}: cannot tell its timeframe: add --timeframe`
        : `${name}: its candles are ${inWords(stepMs)} apart, which is no timeframe`,
    );
  }
  if (!Number.isNaN(stepMs) && stepMs !== timeframeMs(timeframe)) {
    const by = said === null ? "--timeframe" : "its name";
    throw badInput(`${name}: its candles are ${inWords(stepMs)} apart, ${by} says ${timeframe}`);
  }
  return { source: rules.source, symbol, timeframe };
}

function agreed<T extends string>(
  file: string,
  what: string,
  said: T | undefined,
  asked: T | undefined,
): T | undefined {
  if (said !== undefined && asked !== undefined && said !== asked) {
    throw badInput(`${file}: its name says ${said}, --${what} says ${asked}`);
  }
  return asked ?? said;
}

/** How far apart the first candles of a file are; NaN when there are less than two. */
async function stepOf({ name, chunks }: CandleText): Promise<number> {
  const parser = new CandleParser(name, { onBad: () => {} });
  for await (const block of rowBlocks(chunks(), name)) return intervalOf(parser.parse(block));
  return NaN;
}
