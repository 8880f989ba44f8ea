import { deepEqual, equal, match, ok } from "node:assert/strict";

/** A disk of its own, as small as a test needs it; it goes with the process. Needs no rights of its own. */
const ON_A_SMALL_DISK = 'mount -t tmpfs -o size=24m tmpfs "$0" && exec "$@"';
const canMount = (() => {
  try {
    const args = ["-rm", "sh", "-c", ON_A_SMALL_DISK, "/mnt", "true"];
    return new Deno.Command("unshare", { args, stderr: "null" }).outputSync().success;
  } catch {
    return false;
  }
})();

/** Fills the disk with results, then to the last byte, and says what can still be done. */
const FILLER = `
  import { openBacktestStore } from ${JSON.stringify(import.meta.resolve("../mod.ts"))};
  import { statfsSync } from "node:fs";
  const [folder] = Deno.args;
  const column = () => {
    const bytes = new Uint8Array(10 * 65_536);
    for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    return new Float64Array(bytes.buffer);
  };
  const breathe = () => Promise.resolve();
  const store = openBacktestStore(folder + "/backtests.sqlite");
  const free = () => statfsSync(folder).bfree * statfsSync(folder).bsize;
  const said = [];
  const tell = (what) => { try { said.push(what() ?? "done"); } catch (error) { said.push(error.message); } };
  const keep = async (id) => {
    store.put({ id, body: "QUEUED" });
    const columns = Object.fromEntries(["a", "h"].map((name) => [name, column()]));
    await store.finish({ id, body: "DONE" }, { trades: [], columns }, breathe);
  };
  let results = 0;
  try {
    for (;; results++) await keep("bt" + results);
  } catch (error) {
    said.push(error.message);
  }
  const other = Deno.openSync(folder + "/other", { create: true, write: true });
  const fill = () => {
    try {
      for (;;) other.writeSync(new Uint8Array(4096));
    } catch { /* It is full. */ }
  };
  fill();
  // What cannot be kept does not take the room that is reserved for removing.
  for (const id of ["bt2000", "bt2001"]) {
    try {
      await keep(id);
    } catch (error) {
      said.push(error.message);
    }
    fill();
  }
  const before = free();
  for (let n = 0; n < 10; n++) {
    tell(() => store.remove("bt" + n));
    await store.giveBack(breathe);
  }
  said.push(before, free(), Deno.statSync(folder + "/backtests.sqlite.reserve").size);
  await keep("bt1000");
  said.push(Object.keys(store.columns("bt1000", ["a", "h"])).length, store.list().filter(({ id }) => /^bt\\d$/.test(id)).length);
  console.log(JSON.stringify(said));
`;

Deno.test({
  name: "results can be removed from a disk that is full, and give their room back to it",
  ignore: !canMount,
  async fn() {
    const folder = await Deno.makeTempDir();
    try {
      await Deno.writeTextFile(`${folder}/filler.ts`, FILLER);
      await Deno.mkdir(`${folder}/disk`);
      const run = ["run", "-A", "--no-check", "--no-config", `${folder}/filler.ts`];
      const program = [Deno.execPath(), ...run, `${folder}/disk`];
      const args = ["-rm", "sh", "-c", ON_A_SMALL_DISK, `${folder}/disk`, ...program];
      const { stdout, stderr } = await new Deno.Command("unshare", { args }).output();
      equal(new TextDecoder().decode(stderr), "");
      const [failure, second, third, ...rest] = JSON.parse(new TextDecoder().decode(stdout));
      for (const message of [failure, second, third]) {
        match(message, /disk \(or its quota\) is full/);
      }
      deepEqual(rest.slice(0, 11), [...Array.from({ length: 10 }, () => "done"), 0]);
      const [room, reserve, columns, left] = rest.slice(11);
      // Ten results of two columns of 640 KB, but for what SQLite's log took.
      ok(room > 4_000_000, `${room} bytes`);
      deepEqual([reserve, columns, left], [4 * 2 ** 20, 2, 0]);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
