import assert from "node:assert/strict";
import { createLuaHost } from "./mod.ts";
import { script, sourceOf, TestDesk } from "./test_desk.ts";

async function logsOf(body: string, desk = new TestDesk()): Promise<string[]> {
  desk.feed(100);
  const instance = await desk.load(script({ detect: body }));
  instance.detect();
  return desk.logs;
}

Deno.test("account reads what it is asked for, as of now", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const body = "log.info(account.equity, account.cash, account.available)";
  const instance = await desk.load(script({ detect: body, filter: body, manage: body }));
  instance.detect();
  Object.assign(desk.account, { equity: 9_500.5, cash: 4_000, available: 5_250.25 });
  instance.filter();
  desk.account.equity = NaN;
  instance.manage();
  assert.deepEqual(desk.logs, [
    "INFO 10000.0\t10000.0\t10000.0",
    "INFO 9500.5\t4000.0\t5250.25",
    "INFO nil\t4000.0\t5250.25",
  ]);
});

Deno.test("account works nothing out that is not asked for", async () => {
  const desk = new TestDesk();
  let reads = 0;
  Object.defineProperty(desk.account, "equity", { get: () => ++reads });
  desk.feed(100);
  const instance = await desk.load(
    script({ detect: "return nil", filter: "local e = account.equity" }),
  );
  instance.detect();
  instance.detect();
  assert.equal(reads, 0);
  instance.filter();
  assert.equal(reads, 1);
});

Deno.test("account cannot be changed, and names what there is", async () => {
  const body = `
    assert(not pcall(function() account.equity = 1 end))
    assert(not pcall(rawset, account, "cash", 1))
    assert(not pcall(setmetatable, account, {}))
    assert(getmetatable(account) == false)
    assert(next(account) == nil and rawget(account, "equity") == nil)
    log.info(select(2, pcall(function() return account.balance end)))
    log.info(select(2, pcall(function() return account[1] end)))`;
  const logs = await logsOf(body);
  assert.match(logs[0]!, /there is no account\.balance: there are equity, cash, available/);
  assert.match(logs[1]!, /there is no account\.1: /);
});

Deno.test("at the top level of a file there is no account to read yet", async () => {
  const text = `local cash = account.cash\n${script({})}`;
  const { error } = await createLuaHost().describe(sourceOf(text));
  assert.match(error ?? "", /^test\.lua:1: account\.cash cannot be read here: only the three/);
  await assert.rejects(new TestDesk().load(text), /account\.cash cannot be read here/);
  const kept = `local mine = account\n${script({ detect: "log.info(mine.cash)" })}`;
  const desk = new TestDesk();
  desk.feed(100);
  (await desk.load(kept)).detect();
  assert.deepEqual(desk.logs, ["INFO 10000.0"]);
});

Deno.test("account is there again after a script had to be loaded anew", async () => {
  const desk = new TestDesk();
  desk.feed(100);
  const keeps = "kept = kept or {} for i = 1, 2000 do kept[#kept + 1] = i end";
  const text = script({ detect: keeps, filter: "log.info(account.cash)" });
  const instance = await desk.load(text, {}, { limits: { retained: 2 ** 20 } });
  assert.throws(() => {
    for (let i = 0; i < 100; i++) instance.detect();
  }, /loaded anew/);
  instance.filter();
  assert.deepEqual(desk.logs, ["INFO 10000.0"]);
});
