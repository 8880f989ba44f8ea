import type { CandleColumns } from "../../engine/domain/mod.ts";

/** Candles as a file of the plain layout. */
export function toCsv({ time, open, high, low, close, volume }: CandleColumns): string {
  const rows = Array.from(
    time,
    (at, i) => [at, open[i], high[i], low[i], close[i], volume[i]].join(","),
  );
  return ["time,open,high,low,close,volume", ...rows, ""].join("\n");
}

/** A text packed by gzip. */
export async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** A file with that content in a folder of its own; both go with `remove`. */
export function tempFile(
  name: string,
  content: string | Uint8Array,
): { path: string; remove: () => void } {
  const folder = Deno.makeTempDirSync();
  const path = `${folder}/${name}`;
  if (typeof content === "string") Deno.writeTextFileSync(path, content);
  else Deno.writeFileSync(path, content);
  return { path, remove: () => Deno.removeSync(folder, { recursive: true }) };
}
