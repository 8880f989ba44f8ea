import { badInput } from "../../domain/mod.ts";

/** Most bytes a file may have once it is unpacked. */
export const MAX_UNPACKED_BYTES = 2 ** 30;

/**
 * The contents of a file as they are, or unpacked where they are gzip (by their first bytes,
 * whatever the name says).
 *
 * @throws InputError for gzip data that is cut off or damaged, and for too much of it
 */
export async function unpack(
  bytes: Uint8Array<ArrayBuffer>,
  fileName: string,
): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  try {
    for await (const chunk of stream) {
      chunks.push(chunk);
      size += chunk.length;
      if (size > MAX_UNPACKED_BYTES) break;
    }
  } catch {
    throw badInput(`${fileName}: cannot unpack it: the gzip data is cut off or damaged`);
  }
  if (size > MAX_UNPACKED_BYTES) {
    throw badInput(`${fileName}: cannot unpack it: more than ${MAX_UNPACKED_BYTES} bytes`);
  }
  return joined(chunks, size);
}

function joined(chunks: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
