import type { CandleColumns } from "../../engine/domain/mod.ts";
import { emptyColumns } from "../../engine/domain/mod.ts";

const FOLDER = new URL("../../../shared/data/", import.meta.url);

/** Path of a file of real market data that lies beside the repository, or null where it does not. */
export function sharedData(name: string): string | null {
  const path = decodeURIComponent(new URL(name, FOLDER).pathname);
  try {
    Deno.statSync(path);
    return path;
  } catch {
    return null;
  }
}

/** Registers a test that needs files of real data; without them it is skipped, and says so. */
export function testWithData(
  name: string,
  files: readonly string[],
  run: (...paths: string[]) => void | Promise<void>,
): void {
  const paths = files.map(sharedData);
  const missing = files.filter((_, i) => paths[i] === null);
  Deno.test({
    name: missing.length ? `${name} (skipped: no ${missing.join(", ")})` : name,
    ignore: missing.length > 0,
    fn: () => run(...paths.filter((path) => path !== null)),
  });
}

/** Bytes of a file, unpacked if it is gzip. */
export async function readUnpacked(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await Deno.readFile(path);
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Candles of a freqtrade file: `[[ms, open, high, low, close, volume], …]`. */
export async function readFreqtrade(path: string): Promise<CandleColumns> {
  const rows: number[][] = JSON.parse(new TextDecoder().decode(await readUnpacked(path)));
  const columns = emptyColumns(rows.length);
  rows.forEach(([time, open, high, low, close, volume], i) => {
    columns.time[i] = time!;
    columns.open[i] = open!;
    columns.high[i] = high!;
    columns.low[i] = low!;
    columns.close[i] = close!;
    columns.volume[i] = volume!;
  });
  return columns;
}
