import assert from "node:assert/strict";

const MAIN = new URL("main.ts", import.meta.url).pathname;

Deno.test("started by hand it prints where it is, and ends when it is told to", async () => {
  const args = ["run", "-A", "--no-check", MAIN, "--speed", "60", "--start", "2024-01-15T12:00Z"];
  const child = new Deno.Command(Deno.execPath(), { args, stdin: "null", stdout: "piped" }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let printed = "";
  while (!printed.includes("\n--binance-rest") || !printed.endsWith("\n")) {
    printed += (await reader.read()).value ?? assert.fail(printed);
  }
  const [, port, rest] = /^--binance-ws ws:\/\/127\.0\.0\.1:(\d+)\n--binance-rest (.+)\n$/
    .exec(printed)!;
  assert.equal(rest, `http://127.0.0.1:${port}`);
  const { serverTime } = await (await fetch(`${rest}/api/v3/time`)).json();
  assert.ok(serverTime >= Date.UTC(2024, 0, 15, 12) && serverTime < Date.UTC(2024, 0, 16));
  child.kill("SIGTERM");
  await reader.cancel();
  assert.equal((await child.status).code, 0);
});

for (const [option, value] of [["--speed", "fast"], ["--start", "noon"], ["--symbols", "BTC"]]) {
  Deno.test(`started by hand with ${option} ${value} it says what is wrong in one line`, async () => {
    const args = ["run", "-A", "--quiet", "--no-check", MAIN, option!, value!];
    const { code, stderr } = await new Deno.Command(Deno.execPath(), { args }).output();
    assert.equal(code, 1);
    assert.match(
      new TextDecoder().decode(stderr),
      new RegExp(`^error: option '${option} .*' argument '${value}' is invalid\\. .+\n$`),
    );
  });
}
