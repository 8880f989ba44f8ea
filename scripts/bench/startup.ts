/** How long a user waits from the command until the service answers. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { V8_FLAGS } from "../build/v8_flags.ts";
import { median } from "./quantile.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** A service that says nothing for so long will not. */
const MAX_MS = 30_000;

export interface Startup {
  /** Seconds from the start of the program to an answer on `/health`, the median. */
  readonly program: number;
  /** The same for `deno task start`, which looks first whether there is something to build. */
  readonly task: number;
  readonly rounds: number;
}

export async function measureStartup(rounds: number): Promise<Startup> {
  const program: number[] = [];
  const task: number[] = [];
  for (let i = 0; i < rounds; i++) {
    program.push(await startOnce(["run", V8_FLAGS, "-A", "main.ts", "start"]));
    task.push(await startOnce(["task", "start"]));
  }
  return { program: median(program), task: median(task), rounds };
}

async function startOnce(verb: readonly string[]): Promise<number> {
  const dataDir = await Deno.makeTempDir({ prefix: "bench-" });
  const started = performance.now();
  const options = ["--port", "0", "--data-dir", dataDir, "--log-level", "error"];
  const child = spawn(Deno.execPath(), [...verb, ...options], {
    cwd: ROOT,
    env: { ...Deno.env.toObject(), NO_COLOR: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), MAX_MS);
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    for await (const line of createInterface(child.stdout)) {
      const url = /Dashboard\s+(http:\/\/\S+)\//.exec(line)?.[1];
      if (url === undefined) continue;
      await (await fetch(`${url}/health`)).body?.cancel();
      return (performance.now() - started) / 1_000;
    }
    throw new Error(`deno ${verb.join(" ")} ended before it answered`);
  } finally {
    // Deno hands the signal on from the task to the program.
    child.kill("SIGTERM");
    await ended;
    clearTimeout(timer);
    await Deno.remove(dataDir, { recursive: true });
  }
}
