import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";

/** Everything a file in `dist/` is made from. */
const INPUTS = [
  "deno.json",
  "engine",
  "graphql/schema.graphql",
  "ui",
  "scripts/build.ts",
  "scripts/build",
];
const STAMP = "dist/.stamp";
/** What has to be there for the stamp to count. */
const OUTPUTS = [
  "dist/worker.js",
  "dist/backtest_worker.js",
  "dist/pool_worker.js",
  "dist/ui/index.html",
  "dist/report/report.js",
];

/** One hash over the names and contents of all inputs; tests are none. */
export function inputsHash(root: string): string {
  const hash = createHash("sha256");
  for (const input of INPUTS) addTo(hash, root, input);
  return hash.digest("hex");
}

function addTo(hash: ReturnType<typeof createHash>, root: string, name: string): void {
  const path = root + name;
  if (!statSync(path).isDirectory()) {
    hash.update(name).update("\0").update(readFileSync(path)).update("\0");
    return;
  }
  for (const entry of readdirSync(path, { withFileTypes: true }).sort(byName)) {
    if (/_(test|bench)\.tsx?$/.test(entry.name)) continue;
    addTo(hash, root, `${name}/${entry.name}`);
  }
}

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}

export function isFresh(root: string, hash: string): boolean {
  try {
    for (const output of OUTPUTS) statSync(root + output);
    return readFileSync(root + STAMP, "utf8") === hash;
  } catch {
    return false;
  }
}

export function writeStamp(root: string, hash: string): void {
  writeFileSync(root + STAMP, hash);
}
