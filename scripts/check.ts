/** Everything about the sources that a tool can tell: `deno task check`. The last line counts. */
import { build } from "./build.ts";
import { ROOT } from "./build/paths.ts";

/** Name of each check and what `deno` is called with. */
const CHECKS: readonly (readonly [name: string, args: readonly string[]])[] = [
  ["format", ["fmt", "--check", "--quiet"]],
  ["lint", ["lint", "--quiet"]],
  ["types", ["check", "--quiet", "."]],
  ["import direction", ["run", "-A", "scripts/check/check_imports.ts"]],
  ["schema.graphql is up to date", ["run", "-A", "scripts/print_schema.ts", "--check"]],
];

async function passes(args: readonly string[]): Promise<boolean> {
  const command = new Deno.Command(Deno.execPath(), { args: [...args], cwd: ROOT, stdin: "null" });
  return (await command.spawn().status).success;
}

await build();
let failed = 0;
for (const [name, args] of CHECKS) {
  const isGood = await passes(args);
  console.log(`${isGood ? "ok    " : "FAILED"} ${name}`);
  if (!isGood) failed++;
}
console.log(`Checks: ${CHECKS.length - failed} passed, ${failed} failed`);
Deno.exit(failed === 0 ? 0 : 1);
