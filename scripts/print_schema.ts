/** Writes `graphql/schema.graphql` from the code; `--check` only says whether it would change. */
import { printedSchema } from "../graphql/schema.ts";

const target = new URL("../graphql/schema.graphql", import.meta.url);
const printed = printedSchema();
if (Deno.args.includes("--check")) {
  if (await Deno.readTextFile(target) !== printed) {
    console.error(
      "graphql/schema.graphql differs from the code: deno run -A scripts/print_schema.ts",
    );
    Deno.exit(1);
  }
} else {
  await Deno.writeTextFile(target, printed);
  console.log("Wrote graphql/schema.graphql");
}
