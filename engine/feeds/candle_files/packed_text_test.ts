import assert from "node:assert/strict";
import { gzip, tempFile, zipped } from "../../../tests/support/csv.ts";
import { candleTexts } from "./packed_text.ts";

async function inFile(
  content: string | Uint8Array,
  run: (path: string) => Promise<void>,
): Promise<void> {
  const { path, remove } = tempFile("x.dat", content);
  try {
    await run(path);
  } finally {
    remove();
  }
}

/** All texts of a file: name and contents. */
async function textsOf(path: string): Promise<[string, string][]> {
  const found: [string, string][] = [];
  for (const { name, chunks } of await candleTexts(path)) {
    found.push([name, await contents(chunks())]);
  }
  return found;
}

async function contents(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text;
}

const LONG = Array.from({ length: 50_000 }, (_, n) => `${n},${n * 7919 % 1000}\n`).join("");

Deno.test("a plain file is its own text, as often as one likes", async () => {
  await inFile(LONG, async (path) => {
    const [text] = await candleTexts(path);
    assert.equal(text!.name, "x.dat");
    assert.equal(await contents(text!.chunks()), LONG);
    assert.equal(await contents(text!.chunks()), LONG);
  });
});

Deno.test("gzip is known by its first bytes, and all its members are read", async () => {
  const members = [await gzip(LONG), await gzip("more\n")];
  await inFile(new Uint8Array(members.flatMap((part) => [...part])), async (path) => {
    assert.deepEqual(await textsOf(path), [["x.dat", `${LONG}more\n`]]);
  });
});

Deno.test("a zip has one text for each .csv in it", async () => {
  const packed = await zipped({
    "BTCUSDT-1m-2024-01.csv": LONG,
    "BTCUSDT-1m-2024-01.CHECKSUM": "9f2",
    "deeper/": "",
    "deeper/b.CSV": "b\n",
    "__MACOSX/b.csv": "junk",
    "deeper/._b.csv": "junk",
  });
  await inFile(packed, async (path) => {
    assert.deepEqual(await textsOf(path), [
      ["x.dat/BTCUSDT-1m-2024-01.csv", LONG],
      ["x.dat/deeper/b.CSV", "b\n"],
    ]);
  });
});

Deno.test("a zip without .csv has one text for each .json in it", async () => {
  await inFile(await zipped({ "a/BTC_USDT-1h.json": "[[1]]", "notes.txt": "" }), async (path) => {
    assert.deepEqual(await textsOf(path), [["x.dat/a/BTC_USDT-1h.json", "[[1]]"]]);
  });
});

const TABLES: [string, string, RegExp][] = [
  ["x.dat", "ARROW1\0\0", /^x.dat: it is a feather file.* --format-from feather --format-to json$/],
  [
    "x.dat",
    "PAR1\x15\x04",
    /^x.dat: it is a parquet file.* --format-from parquet --format-to json$/,
  ],
  ["BTC_USDT-1h.feather", "FEA1", /^BTC_USDT-1h.feather: it is a feather file, which is not read/],
];

for (const [name, content, message] of TABLES) {
  Deno.test(`a table in another format is told how to become JSON: ${name} ${content}`, async () => {
    const { path, remove } = tempFile(name, content);
    try {
      await assert.rejects(candleTexts(path), { name: "InputError", message });
    } finally {
      remove();
    }
  });
}

Deno.test("zips of every usual making are read", async () => {
  const ways = [{ level: 0 }, { dataDescriptor: false }, { zip64: true }, { level: 9 }];
  for (const options of ways) {
    await inFile(await zipped({ "a.csv": LONG, "b.csv": "b\n" }, options), async (path) => {
      assert.deepEqual(await textsOf(path), [["x.dat/a.csv", LONG], ["x.dat/b.csv", "b\n"]]);
    });
  }
});

/** `a.csv`, written to a pipe by Info-ZIP 3.0: sizes come behind the data. */
const INFO_ZIP =
  "UEsDBBQACAAIAGUoeV0AAAAAAAAAAA4AAAAFABwAYS5jc3ZVVAkAAw5sBmsObAZrdXgLAAEEAAAAAAQA" +
  "AAAAK8nMTdXJL0jN4zLUMeICAFBLBwjudi6TEAAAAA4AAABQSwECHgMUAAgACABlKHld7nYukxAAAAAO" +
  "AAAABQAYAAAAAAABAAAApIEAAAAAYS5jc3ZVVAUAAw5sBmt1eAsAAQQAAAAABAAAAABQSwUGAAAAAAEA" +
  "AQBLAAAAXwAAAAAA";

Deno.test("a zip that another program wrote to a pipe is read", async () => {
  await inFile(Uint8Array.fromBase64(INFO_ZIP), async (path) => {
    assert.deepEqual(await textsOf(path), [["x.dat/a.csv", "time,open\n1,2\n"]]);
  });
});

const DAMAGED = /cannot unpack it: the (gzip|zip) data is cut off or damaged$/;

Deno.test("packed data that is cut off or changed is refused, wherever it is", async () => {
  for (const packed of [await gzip(LONG), await zipped({ "a.csv": LONG })]) {
    for (const length of [10, packed.length >> 1, packed.length - 5]) {
      await inFile(packed.slice(0, length), async (path) => {
        await assert.rejects(textsOf(path), { name: "InputError", message: DAMAGED });
      });
    }
    const changed = packed.slice();
    changed[changed.length >> 1]! ^= 0x55;
    await inFile(changed, async (path) => {
      await assert.rejects(textsOf(path), { name: "InputError", message: DAMAGED });
    });
  }
});

Deno.test("a zip without candles, or with a password, says so", async () => {
  await inFile(await zipped({ "readme.txt": "hello" }), async (path) => {
    await assert.rejects(candleTexts(path), {
      message: "x.dat: there is no .csv or .json file in it",
    });
  });
  await inFile(await zipped({}), async (path) => {
    await assert.rejects(candleTexts(path), {
      message: "x.dat: there is no .csv or .json file in it",
    });
  });
  await inFile(await zipped({ "a.csv": LONG }, { password: "secret" }), async (path) => {
    await assert.rejects(textsOf(path), { message: /x.dat\/a.csv: cannot unpack it: .*encrypted/ });
  });
});

Deno.test("what is read of a file adds up to its size", async () => {
  for (const packed of [new TextEncoder().encode(LONG), await gzip(LONG)]) {
    await inFile(packed, async (path) => {
      let read = 0;
      for (const text of await candleTexts(path, (bytes) => read += bytes)) {
        await contents(text.chunks());
      }
      assert.equal(read, packed.length);
    });
  }
});

Deno.test("who reads no further leaves no file open", async () => {
  for (const packed of [LONG, await gzip(LONG), await zipped({ "a.csv": LONG })]) {
    await inFile(packed, async (path) => {
      const [text] = await candleTexts(path);
      for await (const chunk of text!.chunks()) {
        assert.ok(chunk.length > 0);
        break;
      }
    });
  }
});

Deno.test("a file that is not there, or is a folder, is refused by name", async () => {
  await assert.rejects(candleTexts("/no/such.csv"), {
    name: "InputError",
    message: "Cannot read /no/such.csv: there is no such file",
  });
  await assert.rejects(candleTexts("/"), { message: "Cannot read /: it is no file" });
});
