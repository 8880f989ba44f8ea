import { Buffer } from "node:buffer";
import assert from "node:assert/strict";
import fc from "fast-check";
import { BLOCK_BYTES, blocksOf, rowBlocks } from "./row_blocks.ts";

/** Blocks of a text that comes in pieces of the given lengths, the last length again and again. */
async function blocks(text: Uint8Array, lengths: readonly number[]): Promise<Uint8Array[]> {
  async function* pieces() {
    for (let at = 0, n = 0; at < text.length; n++) {
      const length = lengths[Math.min(n, lengths.length - 1)]!;
      yield text.subarray(at, at + length);
      at += length;
    }
  }
  const found: Uint8Array[] = [];
  for await (const block of rowBlocks(pieces(), "x.csv")) found.push(block.slice());
  return found;
}

/** Lines of many lengths, some three blocks together. */
function longText(): Uint8Array {
  const lines: string[] = [];
  for (let size = 0, n = 1; size < 3 * BLOCK_BYTES; n++) {
    const line = `${n},${"x".repeat(n * 7919 % 3000)}\n`;
    lines.push(line);
    size += line.length;
  }
  return new TextEncoder().encode(`${lines.join("")}the end`);
}

const join = (parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

Deno.test("blocks end with lines and hold the whole text, however it comes", async () => {
  const text = longText();
  for (const lengths of [[65_536], [1, 999], [BLOCK_BYTES], [text.length], [3, BLOCK_BYTES * 2]]) {
    const found = await blocks(text, lengths);
    assert.equal(found.length, 4);
    assert.deepEqual(join(found), text);
    for (const block of found.slice(0, -1)) {
      assert.equal(block.at(-1), 10);
      assert.ok(block.length <= BLOCK_BYTES);
    }
  }
});

Deno.test("a text that is there is cut at line ends, too", () => {
  const text = longText();
  const found = [...blocksOf(text)];
  assert.deepEqual(join(found), text);
  assert.ok(found.length > 1);
  for (const block of found.slice(0, -1)) assert.equal(block.at(-1), 10);
});

Deno.test("short texts are one block, none is none", async () => {
  await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 50 }), async (text) => {
    const expected = text.length > 0 ? [text] : [];
    assert.deepEqual(await blocks(text, [7]), expected);
    assert.deepEqual([...blocksOf(text)], expected);
  }));
});

Deno.test("a row without end is refused", async () => {
  const text = new Uint8Array(2 * BLOCK_BYTES).fill(65);
  await assert.rejects(blocks(text, [65_536]), {
    name: "InputError",
    message:
      "x.csv: neither CSV nor an array of candles in JSON: it has a row of more than 1048576 bytes",
  });
});
