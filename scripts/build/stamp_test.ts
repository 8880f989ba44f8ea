import { equal, notEqual, ok } from "node:assert/strict";
import { importsOf } from "../check/imports.ts";
import { ROOT } from "./paths.ts";
import { inputsHash, isFresh, writeStamp } from "./stamp.ts";

const OUTPUTS = [
  "dist/worker.js",
  "dist/backtest_worker.js",
  "dist/pool_worker.js",
  "dist/ui/index.html",
  "dist/report/report.js",
];

/** A small project with everything a build looks at. */
function project(): string {
  const root = `${Deno.makeTempDirSync()}/`;
  for (
    const folder of ["engine/domain", "graphql", "ui", "scripts/build", "dist/ui", "dist/report"]
  ) {
    Deno.mkdirSync(root + folder, { recursive: true });
  }
  const files = ["deno.json", "graphql/schema.graphql", "scripts/build.ts", "engine/domain/a.ts"];
  for (const file of files) Deno.writeTextFileSync(root + file, file);
  for (const file of OUTPUTS) {
    Deno.writeTextFileSync(root + file, file);
  }
  return root;
}

Deno.test("a build is fresh until an input changes or an output is gone", () => {
  const root = project();
  try {
    const hash = inputsHash(root);
    equal(isFresh(root, hash), false);
    writeStamp(root, hash);
    equal(isFresh(root, inputsHash(root)), true);
    Deno.writeTextFileSync(`${root}engine/domain/a_test.ts`, "tests are no inputs");
    equal(inputsHash(root), hash);
    Deno.writeTextFileSync(`${root}engine/domain/a.ts`, "changed");
    notEqual(inputsHash(root), hash);
    Deno.renameSync(`${root}engine/domain/a.ts`, `${root}engine/domain/b.ts`);
    Deno.writeTextFileSync(`${root}engine/domain/b.ts`, "engine/domain/a.ts");
    notEqual(inputsHash(root), hash, "a name counts, too");
    Deno.removeSync(`${root}dist/worker.js`);
    equal(isFresh(root, hash), false);
  } finally {
    Deno.removeSync(root, { recursive: true });
  }
});

for (const file of ["worker.js", "backtest_worker.js", "pool_worker.js"]) {
  Deno.test(`${file} is one file that asks for nothing`, () => {
    const worker = Deno.readTextFileSync(`${ROOT}dist/${file}`);
    ok(worker.length > 100_000);
    equal(importsOf(worker).length, 0);
    for (const reach of ["node:", "process.", "Deno."]) ok(!worker.includes(reach), reach);
  });
}
