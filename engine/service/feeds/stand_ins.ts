import { type FeedKind, sliceColumns } from "../../domain/mod.ts";
import type { MarketFeed } from "../../feeds/feed.ts";

/** Only what came before: a stopped runner can be looked at, with its bars up to `last`. */
export const pastOf = (feed: MarketFeed, last: number, done: () => void): MarketFeed => ({
  kind: feed.kind,
  shared: false,
  check() {},
  open(request, sink) {
    return feed.open(request, {
      history(columns) {
        const later = columns.time.findIndex((time) => time > last);
        sink.history(later < 0 ? columns : sliceColumns(columns, 0, later));
        done();
      },
      push() {},
      status(status) {
        if (status === "DOWN") done();
      },
      gap() {},
    });
  },
  close() {},
});

/** Stands in where a runner's feed is not offered: no data comes. */
export const noFeed = (kind: FeedKind): MarketFeed => ({
  kind,
  shared: false,
  check() {},
  open(_request, sink) {
    sink.status("DOWN", "the runner's feed is not offered by this service");
    return { close() {} };
  },
  close() {},
});
