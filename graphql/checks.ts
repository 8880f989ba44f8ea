import { z } from "zod";
import {
  badInput,
  type EngineApi,
  type FeedKind,
  type Instrument,
  isTimeframe,
  shown,
  type Timeframe,
  TIMEFRAMES,
} from "../engine/mod.ts";
import { MAX_ID_LENGTH, MAX_ROWS } from "./limits.ts";

const limitError = {
  error: ({ input }: { input?: unknown }) =>
    `Cannot use limit ${shown(input)}: it has to be 0 to ${MAX_ROWS}`,
};

/** How many rows are asked for. */
export const Limit = z.int(limitError).min(0, limitError).max(MAX_ROWS, limitError);

/** An id is opaque, but short and plain. */
export const Id = z.string().regex(new RegExp(`^[\\w.-]{1,${MAX_ID_LENGTH}}$`), {
  error: ({ input }) =>
    `Cannot use id ${
      shown(input)
    }: it has to be 1 to ${MAX_ID_LENGTH} letters, digits, "-", "_" or "."`,
});

/** A strategy's parameters by name; which there are and what they may be is for the engine to say. */
export const Parameters = z.record(z.string(), z.unknown(), {
  error: ({ input }) =>
    `Cannot use parameters ${shown(input)}: they have to be an object of names and values`,
});

export function checkedTimeframe(text: string): Timeframe {
  if (isTimeframe(text)) return text;
  throw badInput(
    `Unknown timeframe ${shown(text)}: it has to be one of ${TIMEFRAMES.join(", ")}`,
    "timeframe",
  );
}

/** A feed that the service offers. */
export function checkedFeed(engine: EngineApi, feed: FeedKind): FeedKind {
  const offered = engine.feeds().map(({ kind }) => kind);
  if (offered.includes(feed)) return feed;
  throw badInput(
    `Feed ${shown(feed)} is not available here: there is ${offered.join(", ")}`,
    "feed",
  );
}

export function checkedSymbol(engine: EngineApi, code: string): Instrument {
  const symbols = engine.symbols();
  const found = symbols.find((symbol) => symbol.code === code);
  if (found !== undefined) return found;
  const codes = symbols.map((symbol) => symbol.code).join(", ");
  throw badInput(`Unknown symbol ${shown(code)}: it has to be one of ${codes}`, "symbol");
}
