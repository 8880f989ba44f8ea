import { messageOf } from "../../../engine/mod.ts";
import { dirname, resolve } from "node:path";
import { UsageError } from "../usage_error.ts";

/**
 * To be called before minutes of work. A report of before is replaced; what the backtest reads is not.
 *
 * @param option `--html`
 * @param inputs files that are read
 * @throws UsageError for a path that cannot be written
 */
export function checkOutput(option: string, path: string, inputs: readonly string[]): void {
  if (inputs.some((input) => resolve(input) === resolve(path))) {
    throw new UsageError(`${option} ${path} is what the backtest reads: choose another name`);
  }
  if (statOf(path)?.isDirectory) {
    throw new UsageError(`${option} ${path} is a folder: name a file in it`);
  }
  if (!statOf(dirname(path))?.isDirectory) {
    throw new UsageError(`${option} ${path}: there is no folder ${dirname(path)}`);
  }
}

/** Writes a file that appears when it is whole. @throws Error naming the file and what is the matter */
export async function writeWhole(path: string, pieces: Iterable<string>): Promise<void> {
  const partial = `${path}.${Deno.pid}.partial`;
  try {
    const text = ReadableStream.from(pieces).pipeThrough(new TextEncoderStream());
    await Deno.writeFile(partial, text);
    await Deno.rename(partial, path);
  } catch (error) {
    await Deno.remove(partial).catch(() => {});
    const why = messageOf(error);
    throw new Error(`Cannot write ${path}: ${why}`);
  }
}

function statOf(path: string): Deno.FileInfo | null {
  try {
    return Deno.statSync(path);
  } catch {
    return null;
  }
}
