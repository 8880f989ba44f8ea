/** Writes `graphql/schema.graphql` from the code. */
import { printedSchema } from "../graphql/schema.ts";

const target = new URL("../graphql/schema.graphql", import.meta.url);
await Deno.writeTextFile(target, printedSchema());
console.log("Wrote graphql/schema.graphql");
