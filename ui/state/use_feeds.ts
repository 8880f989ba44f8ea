import { useState } from "preact/hooks";
import type { ApiError } from "../client.ts";
import { FeedChanges, type FeedChangesData } from "../operations/operations.ts";
import { noteTrading } from "./trading.ts";
import { useStream } from "./use_stream.ts";

export interface Feeds {
  /** Null before the first answer. */
  readonly feeds: FeedChangesData["engine"]["feeds"] | null;
  /** When they were read, by this machine's clock. */
  readonly readAt: number;
  readonly error: ApiError | null;
}

/** All feeds with everything that is known of them, once a second. */
export function useFeeds(): Feeds {
  const [known, setKnown] = useState<Omit<Feeds, "error">>({ feeds: null, readAt: 0 });
  const error = useStream(FeedChanges, {}, ({ engine }) => {
    noteTrading(engine);
    setKnown({ feeds: engine.feeds, readAt: Date.now() });
  });
  return { ...known, error };
}
