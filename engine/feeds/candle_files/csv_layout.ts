import { badInput, shown } from "../../domain/mod.ts";
import { cellTime } from "./cell_numbers.ts";

/** Which column holds what. */
export interface RowLayout {
  readonly columns: number;
  /** Rows before the first candle: 1 with a header. */
  readonly headerLines: number;
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  /** -1 where the file has none; it counts as 0. */
  readonly volume: number;
}

/** Most columns a file may have. */
const MAX_CSV_COLUMNS = 64;
const TIME_NAMES = ["time", "timestamp", "date", "date_ms", "datetime", "open_time"];
const PRICE_NAMES = ["open", "high", "low", "close"];
/** Columns of a file without header: plain candles, or a Binance dump. */
const PLAIN_COLUMNS = 6;
const BINANCE_COLUMNS = 12;

/**
 * Reads the layout off a file's first line, which has no space around it.
 *
 * @throws InputError when it is neither a header nor a candle
 */
export function readLayout(line: string, fileName: string): RowLayout {
  if (line.startsWith("{")) {
    throw badInput(
      `${fileName}: it is a JSON object; candles in JSON are an array, ` +
        "[[ms, open, high, low, close, volume], …]",
    );
  }
  const cells = line.split(",").map(bareCell);
  const names = cells.map((cell) => cell.toLowerCase().replaceAll(" ", "_"));
  if (cells.length > MAX_CSV_COLUMNS) {
    throw badInput(`${fileName}:1: ${cells.length} columns, more than ${MAX_CSV_COLUMNS}`);
  }
  if (names.some((name) => PRICE_NAMES.includes(name))) return namedLayout(names, fileName);
  const bytes = new TextEncoder().encode(cells[0]);
  const isCandle = !Number.isNaN(cellTime(bytes, 0, bytes.length));
  if (isCandle && (cells.length === PLAIN_COLUMNS || cells.length === BINANCE_COLUMNS)) {
    return { ...inOrder, columns: cells.length, headerLines: 0 };
  }
  throw badInput(
    `${fileName}:1: ${shown(line)} is neither a header (time,open,high,low,close,volume) ` +
      `nor a candle of ${PLAIN_COLUMNS} or ${BINANCE_COLUMNS} columns`,
  );
}

const inOrder = { time: 0, open: 1, high: 2, low: 3, close: 4, volume: 5 };

function bareCell(cell: string): string {
  return cell.trim().replace(/^"(.*)"$/, "$1");
}

function namedLayout(names: readonly string[], fileName: string): RowLayout {
  const find = (name: string) => {
    const at = names.indexOf(name);
    if (at < 0) throw badInput(`${fileName}:1: the header has no column ${name}`);
    return at;
  };
  return {
    columns: names.length,
    headerLines: 1,
    time: findTime(names, fileName),
    open: find("open"),
    high: find("high"),
    low: find("low"),
    close: find("close"),
    volume: names.indexOf("volume"),
  };
}

/** A named column, or a first one without a name, as tables with an index are saved. */
function findTime(names: readonly string[], fileName: string): number {
  const named = names.findIndex((name) => TIME_NAMES.includes(name));
  if (named >= 0) return named;
  if (names[0] === "") return 0;
  throw badInput(`${fileName}:1: the header has no time column: ${TIME_NAMES.join(", ")}`);
}
