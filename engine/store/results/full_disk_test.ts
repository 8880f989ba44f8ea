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
  const column = () => new Float64Array(crypto.getRandomValues(new Uint8Array(65_536)).buffer);
  const breathe = () => Promise.resolve();
  const store = openBacktestStore(folder + "/backtests.sqlite");
  const free = () => statfsSync(folder).bfree * statfsSync(folder).bsize;
  const said = [];
  const tell = (what) => { try { said.push(what() ?? "done"); } catch (error) { said.push(error.message); } };
  const keep = async (id) => {
    store.put({ id, body: "QUEUED" });
    const columns = Object.fromEntries([..."abcdefgh"].map((name) => [name, column()]));
    await store.finish({ id, body: "DONE" }, { trades: [], columns }, breathe);
  };
  let results = 0;
  try {
    for (;; results++) await keep("bt" + results);
  } catch (error) {
    said.push(error.message);
  }
  const other = Deno.openSync(folder + "/other", { create: true, write: true });
  try {
    for (;;) other.writeSync(new Uint8Array(4096));
  } catch { /* It is full. */ }
  const before = free();
  for (let n = 0; n < 10; n++) {
    tell(() => store.remove("bt" + n));
    await store.giveBack(breathe);
  }
  said.push(before, free(), Deno.statSync(folder + "/backtests.sqlite.reserve").size);
  await keep("bt1000");
  said.push(Object.keys(store.columns("bt1000", ["a", "h"])).length, store.list().length - results);
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
      const [failure, ...rest] = JSON.parse(new TextDecoder().decode(stdout));
      match(failure, /the disk \(or its quota\) is full/);
      deepEqual(rest.slice(0, 11), [...Array.from({ length: 10 }, () => "done"), 0]);
      const [room, reserve, columns, more] = rest.slice(11);
      // Ten results of eight columns of 64 KB, but for what SQLite's log took.
      ok(room > 4_000_000, `${room} bytes`);
      // The one whose columns did not fit is listed, too.
      deepEqual([reserve, columns, more], [4 * 2 ** 20, 2, 1 + 1 - 10]);
    } finally {
      await Deno.remove(folder, { recursive: true });
    }
  },
});
