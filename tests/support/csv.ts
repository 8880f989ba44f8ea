import { TextReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js/index-native.js";
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

/** A zip of texts by name; a name with a `/` at its end is a folder. */
export async function zipped(
  files: Readonly<Record<string, string>>,
  options: ConstructorParameters<typeof ZipWriter>[1] = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...options });
  for (const [name, text] of Object.entries(files)) {
    const directory = name.endsWith("/");
    await writer.add(name, directory ? undefined : new TextReader(text), { directory });
  }
  return new Uint8Array(await writer.close());
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
