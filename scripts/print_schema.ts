/** Writes `graphql/schema.graphql` from the code; with `--check` only says whether it is up to date. */
import { printedSchema } from "../graphql/schema.ts";

const target = new URL("../graphql/schema.graphql", import.meta.url);
const printed = printedSchema();
if (!Deno.args.includes("--check")) {
  await Deno.writeTextFile(target, printed);
  console.log("Wrote graphql/schema.graphql");
} else if (await Deno.readTextFile(target) !== printed) {
  console.error("graphql/schema.graphql is old: run deno run -A scripts/print_schema.ts");
  Deno.exit(1);
}
