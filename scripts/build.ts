/**
 * Builds what running needs into `dist/`, when its inputs changed: the worker (with fengari inside) and the
 * dashboard. Loads no bundler when there is nothing to do: every start waits for this.
 */
import { ROOT } from "./build/paths.ts";
import { inputsHash, isFresh, writeStamp } from "./build/stamp.ts";

export async function build(): Promise<void> {
  const hash = inputsHash(ROOT);
  if (isFresh(ROOT, hash)) return;
  const started = performance.now();
  const { buildAll } = await import("./build/build_all.ts");
  await buildAll(ROOT);
  writeStamp(ROOT, hash);
  console.error(`Built dist/ in ${((performance.now() - started) / 1_000).toFixed(1)} s`);
}

if (import.meta.main) await build();
