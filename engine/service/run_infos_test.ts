import { deepEqual, equal, throws } from "node:assert/strict";
import { RunInfos } from "./run_infos.ts";

const of = (...ids: string[]) => ids.map((id) => ({ id, state: "kept" }));

Deno.test("with one more than may be kept the oldest goes, and whoever listens is told", () => {
  const infos = new RunInfos("backtest", 2, of("bt1", "bt2"));
  const heard: string[] = [];
  const stop = infos.listen(
    ({ id, state }) => heard.push(`${id} ${state}`),
    (id) => heard.push(`${id} gone`),
  );
  infos.set({ id: "bt1", state: "changed" });
  infos.set({ id: "bt3", state: "new" });
  deepEqual(heard, ["bt1 changed", "bt3 new", "bt1 gone"]);
  deepEqual(infos.list().map(({ id }) => id), ["bt3", "bt2"]);
  stop();
  infos.remove("bt2");
  equal(heard.length, 3);
});

Deno.test("what is not there is named", () => {
  const infos = new RunInfos("study", 2, of("st1"));
  equal(infos.require("st1").state, "kept");
  equal(infos.find("st2"), undefined);
  throws(() => infos.require("st2"), /No study has the id "st2"/);
  infos.remove("st2");
});
