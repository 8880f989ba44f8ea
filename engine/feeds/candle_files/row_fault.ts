/** What can be wrong with a row of a candle file, and how a summary calls it. */
export const ROW_FAULTS = {
  COLUMNS: "wrong number of columns",
  CUT: "cut off",
  BLANK: "empty line between rows",
  TIME: "no time",
  PRICE: "price that is no number above 0",
  VOLUME: "volume that is no number from 0 on",
  RANGE: "outside low to high",
  DOUBLE: "time there twice, with other values",
  ORDER: "out of order",
  GRID: "off the grid",
  FORMING: "not over yet",
} as const;

export type RowFault = keyof typeof ROW_FAULTS;
