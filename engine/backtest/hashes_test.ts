import { equal, notEqual } from "node:assert/strict";
import { runnerId, type Trade, tradeId } from "../domain/mod.ts";
import { requireInstrument } from "../market/mod.ts";
import { dataHash } from "./data_hash.ts";
import { textHash, tradeLine, tradesHash } from "./hashes.ts";

const TRADE: Trade = {
  id: tradeId(runnerId("r1"), 1),
  runnerId: runnerId("r1"),
  symbol: "BTCUSDT",
  side: "LONG",
  quantity: 0.1,
  entryTime: 1_700_000_060_000,
  entryPrice: 37_000.5,
  exitTime: 1_700_000_360_000,
  exitPrice: 37_100,
  fees: 7.41005,
  pnl: 2.53995,
  reason: 'Bearish "crossover"\n',
  barsHeld: 5,
  maxAdverse: 0,
  maxFavorable: 12.5,
};

// The expectations were made with `printf '…' | sha256sum`, doubles with Python's struct.pack("<d").

Deno.test("a trade's line is a JSON array that any language writes", async () => {
  equal(
    tradeLine(TRADE),
    '["BTCUSDT","LONG",0.1,1700000060000,37000.5,1700000360000,37100,7.41005,2.53995,' +
      '"Bearish \\"crossover\\"\\n",5,0,12.5]\n',
  );
  equal(
    await tradesHash([TRADE]),
    "a10dc19090cf4fd64ecf3b4842ea01f1b5bbb89604e3f1c70831b4220e2c04b5",
  );
  equal(
    await tradesHash([]),
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
  );
});

Deno.test("ids do not count, everything else of a trade does", async () => {
  const hash = await tradesHash([TRADE]);
  const id = runnerId("b7");
  equal(await tradesHash([{ ...TRADE, id: tradeId(id, 4), runnerId: id }]), hash);
  notEqual(await tradesHash([{ ...TRADE, barsHeld: 6 }]), hash);
  notEqual(await tradesHash([{ ...TRADE, reason: "" }]), hash);
});

const columns = () => ({
  time: Float64Array.of(1_700_000_000_000, 1_700_000_060_000),
  open: Float64Array.of(1, 2),
  high: Float64Array.of(3, 4),
  low: Float64Array.of(0.5, 1.5),
  close: Float64Array.of(2, 3),
  volume: Float64Array.of(0, 10),
});

Deno.test("the candles' hash is that of their bytes, wherever they lie", async () => {
  const instrument = requireInstrument("BTCUSDT");
  const expected = "cf852b6f20f79347b1746e1033d190daaffc8c946d8faf11707ecc33c96e5f13";
  equal(await dataHash([{ instrument, columns: columns(), candleMs: 60_000 }]), expected);
  const shared = columns();
  for (const [name, column] of Object.entries(shared)) {
    const copy = new Float64Array(new SharedArrayBuffer(24)).subarray(1);
    copy.set(column);
    Object.assign(shared, { [name]: copy });
  }
  equal(await dataHash([{ instrument, columns: shared, candleMs: 60_000 }]), expected);
  notEqual(await dataHash([{ instrument, columns: columns(), candleMs: 1_000 }]), expected);
});

Deno.test("textHash() is SHA-256 of the UTF-8", async () => {
  equal(
    await textHash("abc"),
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
  equal(await textHash("µ"), "5a072f1be4c3ee04849a9ad686b287d12d6a99dc4eba13c7a2ca1844e7923a0a");
});
