import SchemaBuilder from "@pothos/core";
import ComplexityPlugin from "@pothos/plugin-complexity";
import ValidationPlugin from "@pothos/plugin-validation";
import type { ApiContext } from "./context.ts";
import { InputError, type Json } from "../engine/mod.ts";
import { ASSUMED_LIST } from "./limits.ts";

/** `parameters.fast` from the path of an issue, without the name of the argument that holds all. */
function fieldOf(path: readonly unknown[]): string | undefined {
  const names = path.map((step) =>
    typeof step === "object" && step !== null && "key" in step ? String(step.key) : String(step)
  );
  if (names[0] === "input") names.shift();
  return names.length === 0 ? undefined : names.join(".");
}

/** Collects the types; `schema.ts` makes the schema of them. Fields are non-null unless they say otherwise. */
export const builder = new SchemaBuilder<{
  Context: ApiContext;
  DefaultFieldNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    Timestamp: { Input: number; Output: number };
    JSON: { Input: Json; Output: unknown };
  };
}>({
  plugins: [ComplexityPlugin, ValidationPlugin],
  defaultFieldNullability: false,
  // The plugin only keeps each field's cost here: guard.ts adds them up before anything runs.
  complexity: { disabled: true, defaultListMultiplier: ASSUMED_LIST },
  validation: {
    validationError({ issues }) {
      const issue = issues[0];
      return new InputError(
        "BAD_USER_INPUT",
        issue?.message ?? "The input is not valid",
        fieldOf(issue?.path ?? []),
      );
    },
  },
});

builder.queryType({});
builder.mutationType({});
builder.subscriptionType({});
