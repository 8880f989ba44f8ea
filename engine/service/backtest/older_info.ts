import type { BacktestNote } from "../../backtest/mod.ts";
import type { BacktestInfo } from "./backtest_api.ts";

/** What is not there in backtests that older versions kept. */
type OlderInfo = Omit<BacktestInfo, "notes"> & {
  readonly notes: readonly (string | BacktestNote)[];
};

/** A backtest as it was kept, by whichever version. @param fresh what a new one has */
export function readInfo(body: unknown, fresh: Partial<BacktestInfo>): BacktestInfo {
  // Written by this program itself, so that its shape is known.
  const info = { ...fresh, ...body as OlderInfo };
  return { ...info, notes: (info.notes ?? []).map(noteOf) };
}

/** Notes were lines of text: `2024-01-01T00:00:00.000Z BTCUSDT: text`. */
function noteOf(note: string | BacktestNote): BacktestNote {
  if (typeof note !== "string") return note;
  const [, moment = "", symbol = "", text = note] = /^(\S+) (\S*): ([^]*)$/.exec(note) ?? [];
  return { time: Date.parse(moment) || 0, symbol: symbol || null, kind: "LOG", text };
}
