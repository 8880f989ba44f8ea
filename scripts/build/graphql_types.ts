import {
  type FieldNode,
  type FragmentDefinitionNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
  typeFromAST,
} from "graphql";

const SCALARS: Readonly<Record<string, string>> = {
  ID: "string",
  String: "string",
  Int: "number",
  Float: "number",
  Boolean: "boolean",
  Timestamp: "number",
  JSON: "Json",
};

type Fields = Map<string, string>;

/** Prints the TypeScript type of what a GraphQL selection brings back. */
export class TypePrinter {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;

  constructor(schema: GraphQLSchema, fragments: ReadonlyMap<string, FragmentDefinitionNode>) {
    this.#schema = schema;
    this.#fragments = fragments;
  }

  enums(): string {
    return this.#named(isEnumType).map((type) => {
      const values = type.getValues().map((value) => JSON.stringify(value.name));
      return `export type ${type.name} = ${values.join(" | ")};`;
    }).join("\n");
  }

  inputs(): string {
    return this.#named(isInputObjectType).map((type) => {
      const fields = Object.values(type.getFields()).map((field) => {
        const optional = !isNonNullType(field.type) || field.defaultValue !== undefined;
        return `readonly ${field.name}${optional ? "?" : ""}: ${this.#input(field.type)};`;
      });
      return `export interface ${type.name} { ${fields.join(" ")} }`;
    }).join("\n");
  }

  fragment(node: FragmentDefinitionNode): string {
    const type = this.#composite(node.typeCondition.name.value);
    return `export type ${node.name.value} = ${this.#selection(type, node.selectionSet)};`;
  }

  operation(node: OperationDefinitionNode): string {
    const root = this.#schema.getRootType(node.operation);
    if (!root) throw new Error(`The schema has no ${node.operation}`);
    return this.#selection(root, node.selectionSet);
  }

  variables(node: OperationDefinitionNode): string {
    const fields = (node.variableDefinitions ?? []).map((definition) => {
      const type = typeFromAST(this.#schema, definition.type);
      if (type === undefined) throw new Error(`Unknown type of $${definition.variable.name.value}`);
      const optional = !isNonNullType(type) || definition.defaultValue !== undefined;
      return `readonly ${definition.variable.name.value}${optional ? "?" : ""}: ${
        this.#input(type)
      };`;
    });
    return fields.length === 0 ? "Record<never, never>" : `{ ${fields.join(" ")} }`;
  }

  #named<T extends GraphQLNamedType>(is: (type: GraphQLNamedType) => type is T): T[] {
    return Object.values(this.#schema.getTypeMap())
      .filter((type): type is T => is(type) && !type.name.startsWith("__"));
  }

  #composite(name: string): GraphQLCompositeType {
    const type = this.#schema.getType(name);
    if (!isCompositeType(type)) throw new Error(`The schema has no type ${name} with fields`);
    return type;
  }

  /** One object type, or a union of one for each type an interface can be. */
  #selection(type: GraphQLCompositeType, selection: SelectionSetNode): string {
    const names = isAbstractType(type)
      ? this.#schema.getPossibleTypes(type).map((possible) => possible.name).sort()
      : [type.name];
    return names.map((name) => {
      const fields: Fields = new Map();
      this.#collect(name, selection, fields);
      return `{ ${[...fields].map(([key, text]) => `readonly ${key}: ${text};`).join(" ")} }`;
    }).join("\n  | ");
  }

  #collect(typeName: string, selection: SelectionSetNode, into: Fields): void {
    for (const node of selection.selections) {
      if (node.kind === Kind.FIELD) {
        into.set(node.alias?.value ?? node.name.value, this.#field(typeName, node));
      } else if (node.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = this.#fragments.get(node.name.value);
        if (fragment !== undefined) this.#collect(typeName, fragment.selectionSet, into);
      } else if (this.#applies(typeName, node.typeCondition?.name.value)) {
        this.#collect(typeName, node.selectionSet, into);
      }
    }
  }

  #applies(typeName: string, condition: string | undefined): boolean {
    if (condition === undefined || condition === typeName) return true;
    const type = this.#schema.getType(condition);
    const possible = this.#schema.getType(typeName);
    return isInterfaceType(type) && isObjectType(possible) &&
      possible.getInterfaces().includes(type);
  }

  #field(typeName: string, node: FieldNode): string {
    if (node.name.value === "__typename") return JSON.stringify(typeName);
    const type = this.#schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[node.name.value] : undefined;
    if (field === undefined) throw new Error(`No field ${typeName}.${node.name.value}`);
    return this.#output(field.type, node);
  }

  #output(type: GraphQLOutputType, node: FieldNode): string {
    if (isNonNullType(type)) return this.#present(type.ofType, node);
    return `${this.#present(type, node)} | null`;
  }

  #present(type: GraphQLOutputType, node: FieldNode): string {
    if (isListType(type)) return `readonly (${this.#output(type.ofType, node)})[]`;
    const named = getNamedType(type);
    if (!isCompositeType(named)) return SCALARS[named.name] ?? named.name;
    const only = node.selectionSet?.selections;
    const spread = only?.length === 1 && only[0]?.kind === Kind.FRAGMENT_SPREAD ? only[0] : null;
    if (spread !== null) return spread.name.value;
    if (node.selectionSet === undefined) throw new Error(`No selection at ${node.name.value}`);
    return this.#selection(named, node.selectionSet);
  }

  #input(type: GraphQLType): string {
    if (isNonNullType(type)) return this.#presentInput(type.ofType);
    return `${this.#presentInput(type)} | null`;
  }

  #presentInput(type: GraphQLType): string {
    if (isListType(type)) return `readonly (${this.#input(type.ofType)})[]`;
    const named = getNamedType(type);
    return SCALARS[named.name] ?? named.name;
  }
}
