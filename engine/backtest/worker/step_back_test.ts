import { deepEqual } from "node:assert/strict";
import { getPriority } from "node:os";
import { workerOptions } from "./worker_options.ts";

const STEP_BACK = new URL("./step_back.ts", import.meta.url);

/** Runs in a worker: steps back twice, and says which priority that left it and what it may still do. */
const WORKER = `
import { stepBack } from "${STEP_BACK}";
await stepBack();
await stepBack();
const names = ["read", "write", "net", "env", "run", "ffi", "import", "sys"];
const states = names.map((name) => Deno.permissions.querySync({ name }).state);
self.postMessage(states);
`;

function statesIn(isBackground: boolean): Promise<string[]> {
  const url = URL.createObjectURL(new Blob([WORKER], { type: "text/typescript" }));
  const { promise, resolve, reject } = Promise.withResolvers<string[]>();
  const worker = new Worker(url, workerOptions(isBackground));
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    reject(new Error(event.message));
  };
  return promise.finally(() => {
    worker.terminate();
    URL.revokeObjectURL(url);
  });
}

Deno.test("a worker that has stepped back may do nothing more, and nobody else has", async () => {
  const before = getPriority();
  for (const isBackground of [true, false]) {
    const states = await statesIn(isBackground);
    deepEqual(new Set(states.filter((state) => state === "granted")), new Set());
  }
  deepEqual(getPriority(), before);
});
