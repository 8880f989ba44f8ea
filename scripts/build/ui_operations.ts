/**
 * Writes `ui/operations/operations.ts`: every document in `ui/operations/*.graphql` as text with the
 * TypeScript types of its variables and its answer, read off `graphql/schema.graphql`. The UI then
 * cannot ask for what the schema lacks, nor read what it did not ask for.
 *
 *     deno run -A scripts/build/ui_operations.ts
 */
import {
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  validate,
  visit,
} from "graphql";
import { TypePrinter } from "./graphql_types.ts";

const ROOT = new URL("../../", import.meta.url);
export const OPERATIONS_FOLDER = new URL("ui/operations/", ROOT);
export const OPERATIONS_MODULE = new URL("operations.ts", OPERATIONS_FOLDER);

export async function readSchema(): Promise<GraphQLSchema> {
  return buildSchema(await Deno.readTextFile(new URL("graphql/schema.graphql", ROOT)));
}

/** All documents of the UI as one, files in the order of their names. */
export async function readDocuments(): Promise<DocumentNode> {
  const names: string[] = [];
  for await (const entry of Deno.readDir(OPERATIONS_FOLDER)) {
    if (entry.name.endsWith(".graphql")) names.push(entry.name);
  }
  const texts = await Promise.all(
    names.sort().map((name) => Deno.readTextFile(new URL(name, OPERATIONS_FOLDER))),
  );
  return parse(texts.join("\n"));
}

/** @throws Error with every fault the schema finds in the documents. */
export function operationsModule(schema: GraphQLSchema, document: DocumentNode): string {
  const faults = validate(schema, document);
  if (faults.length > 0) throw new Error(faults.map((fault) => fault.message).join("\n"));

  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    } else if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const printer = new TypePrinter(schema, fragments);
  return [
    "// Written by scripts/build/ui_operations.ts from *.graphql and graphql/schema.graphql.",
    "// deno-fmt-ignore-file",
    'import type { Json, Operation } from "./operation.ts";',
    printer.enums(),
    printer.inputs(),
    ...[...fragments.values()].map((fragment) => printer.fragment(fragment)),
    ...operations.map((operation) => operationText(operation, printer, fragments)),
  ].join("\n\n") + "\n";
}

function operationText(
  operation: OperationDefinitionNode,
  printer: TypePrinter,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): string {
  const name = operation.name?.value;
  if (name === undefined) throw new Error("Cannot type an operation without a name");
  const text = [operation, ...spreads(operation, fragments)].map(print).join("\n");
  return [
    `export type ${name}Data = ${printer.operation(operation)};`,
    `export type ${name}Variables = ${printer.variables(operation)};`,
    `export const ${name}: Operation<${name}Data, ${name}Variables> = {`,
    `  name: ${JSON.stringify(name)},`,
    `  kind: ${JSON.stringify(operation.operation)},`,
    `  text: ${JSON.stringify(text.replace(/\s+/g, " "))},`,
    "};",
  ].join("\n");
}

/** Every fragment that the operation needs, once. */
function spreads(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FragmentDefinitionNode[] {
  const found = new Map<string, FragmentDefinitionNode>();
  const walk = (node: OperationDefinitionNode | FragmentDefinitionNode): void => {
    visit(node, {
      FragmentSpread(spread) {
        const fragment = fragments.get(spread.name.value);
        if (fragment === undefined || found.has(spread.name.value)) return;
        found.set(spread.name.value, fragment);
        walk(fragment);
      },
    });
  };
  walk(operation);
  return [...found.values()];
}

if (import.meta.main) {
  const text = operationsModule(await readSchema(), await readDocuments());
  await Deno.writeTextFile(OPERATIONS_MODULE, text);
}
