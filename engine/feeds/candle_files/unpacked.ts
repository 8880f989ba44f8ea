import { pipeline, Readable, type Transform } from "node:stream";
import { createGunzip, createInflateRaw } from "node:zlib";

/**
 * Bytes that come out at once. Larger pieces are faster, but each is memory of its own, and the
 * platform lets some 80 MB of that pile up before it looks what is still in use.
 */
const CHUNK_BYTES = 8_192;

/** Unpacks gzip, all members of it: files that were appended to have several. */
export function gunzipped(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return through(packed, createGunzip({ chunkSize: CHUNK_BYTES }));
}

/** Unpacks deflate data without a header, as in a zip. */
export function inflated(packed: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return through(packed, createInflateRaw({ chunkSize: CHUNK_BYTES }));
}

/** Whatever ends one of the two ends the other; an error comes out of what is returned. */
function through(packed: AsyncIterable<Uint8Array>, unpacked: Transform) {
  pipeline(Readable.from(packed), unpacked, () => {});
  return unpacked;
}
