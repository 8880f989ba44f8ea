import type { MarketStore } from "../../engine/store/mod.ts";
import type { DownloadOptions } from "./download_options.ts";
import type { Progress } from "./progress.ts";

/** One call of `download` under way. */
export interface DownloadTask {
  readonly options: DownloadOptions;
  readonly store: MarketStore;
  readonly progress: Pick<Progress, "show" | "note" | "clear">;
  /** Somebody wants it to end. */
  readonly stop: AbortSignal;
  /** New candles in the store so far, and which share of the work is done. */
  readonly done: { candles: number; share: number };
}

/** The result, on standard output: one JSON object, or paragraphs. */
export function print(
  { json, quiet }: DownloadOptions,
  result: unknown,
  paragraphs: readonly string[],
): void {
  if (json) console.log(JSON.stringify(result));
  else if (!quiet) console.log(paragraphs.filter((text) => text !== "").join("\n\n"));
}
