import { useEffect } from "preact/hooks";
import { FeedPanel } from "../components/feed_panel.tsx";
import { isUnused } from "../state/feed_condition.ts";
import { useNow } from "../state/now.ts";
import { useFeeds } from "../state/use_feeds.ts";

/** Where prices come from, and how well. */
export function FeedsPage() {
  const { feeds, readAt, error } = useFeeds();
  const now = useNow();
  useEffect(() => {
    document.title = "Feeds · Trading Simulator";
  }, []);
  if (feeds === null) {
    if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
    return <p class="loading">Loading feeds…</p>;
  }
  const panel = (feed: typeof feeds[number]) => (
    <FeedPanel key={feed.feed} feed={feed} readAt={readAt} now={now} />
  );
  return (
    <div class="page feeds-page" data-testid="feeds-page">
      <h1>Feeds</h1>
      <p class="quiet">Where prices come from, and how well. Counted since the service started.</p>
      <div class="used-feeds">{feeds.filter((feed) => !isUnused(feed)).map(panel)}</div>
      <div class="unused-feeds">{feeds.filter(isUnused).map(panel)}</div>
    </div>
  );
}
