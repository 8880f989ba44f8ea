/** What happened to the messages of a market, counted since the feed was made. */
export class MarketCounters {
  messages = 0;
  garbage = 0;
  duplicates = 0;
  late = 0;
  missedTrades = 0;
  backfilledBars = 0;
  lostBars = 0;
}
