/**
 * One entry a schema version, oldest first; never edited once released, only added to.
 *
 * The layout of a chunk's `data` is part of the schema, see `CandleChunk`.
 */
export const MARKET_MIGRATIONS: readonly string[] = [
  `
  -- bars, first and last sum up the candles, so that a list of series reads none of them.
  CREATE TABLE series (
    id INTEGER PRIMARY KEY,
    source TEXT NOT NULL,
    symbol TEXT NOT NULL,
    timeframe TEXT NOT NULL,
    bars INTEGER NOT NULL DEFAULT 0,
    first INTEGER,
    last INTEGER,
    UNIQUE (source, symbol, timeframe)
  ) STRICT;

  CREATE TABLE chunks (
    series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (series, number)
  ) STRICT;

  -- Ranges of a series neither overlap nor touch.
  CREATE TABLE covered (
    series INTEGER NOT NULL REFERENCES series (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    stop INTEGER NOT NULL,
    PRIMARY KEY (series, start)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE terms (
    source TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  `,
];
