import assert from "node:assert/strict";
import { Kind, parse, validate } from "graphql";
import {
  OPERATIONS_MODULE,
  operationsModule,
  readDocuments,
  readSchema,
} from "../../scripts/build/ui_operations.ts";
import * as operations from "./operations.ts";

Deno.test("every document of the UI is valid against graphql/schema.graphql", async () => {
  const schema = await readSchema();
  for (const operation of Object.values(operations)) {
    assert.deepEqual(validate(schema, parse(operation.text)), [], operation.name);
  }
  assert.ok(Object.keys(operations).length > 10);
});

Deno.test("operations.ts is what the documents and the schema give now", async () => {
  const text = operationsModule(await readSchema(), await readDocuments());
  assert.equal(
    await Deno.readTextFile(OPERATIONS_MODULE),
    text,
    "run: deno run -A scripts/build/ui_operations.ts",
  );
});

Deno.test("a subscription asks for one root field, as GraphQL wants", () => {
  for (const operation of Object.values(operations)) {
    if (operation.kind !== "subscription") continue;
    const roots = parse(operation.text).definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections : []
    );
    assert.equal(roots.length, 1, operation.name);
  }
});
