import type { ResultSettings } from "../../backtest/mod.ts";
import { FEED_KINDS, type FeedKind } from "../../domain/mod.ts";
import type { BacktestInfo } from "./backtest_api.ts";

/**
 * What a backtest was run with, as its `settings` tell: all that a result says of itself once there is one,
 * and whose candles it had.
 */
export type InfoSettings = Partial<ResultSettings> & {
  readonly source?: FeedKind;
  /** Of a market that is not stored: how many candles, up to then. */
  readonly bars?: number;
};

/** Written by this program itself, so that its shape is known. */
export function infoSettings({ settings }: Pick<BacktestInfo, "settings">): InfoSettings {
  return settings as unknown as InfoSettings;
}

/** Null in results that were made before it was kept. */
export function sourceOf(info: Pick<BacktestInfo, "settings">): FeedKind | null {
  return FEED_KINDS.find((kind) => kind === infoSettings(info).source) ?? null;
}
