import { GraphQLError, Kind, valueFromASTUntyped } from "graphql";
import { builder } from "../builder.ts";
import type { Json } from "../../engine/mod.ts";

function timestamp(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw new GraphQLError("Cannot use this as a Timestamp: it has to be whole epoch milliseconds");
}

builder.scalarType("Timestamp", {
  description: "UTC epoch milliseconds, a whole number.",
  serialize: (value) => timestamp(typeof value === "number" ? Math.floor(value) : value),
  parseValue: timestamp,
  parseLiteral(node) {
    return timestamp(node.kind === Kind.INT ? Number(node.value) : undefined);
  },
});

function isJson(value: unknown): value is Json {
  if (value === null || typeof value === "string" || typeof value === "boolean") return true;
  if (typeof value === "number") return Number.isFinite(value);
  return typeof value === "object" && Object.values(value).every(isJson);
}

function json(value: unknown): Json {
  if (isJson(value)) return value;
  throw new GraphQLError("Cannot use this as JSON: it holds something that JSON cannot say");
}

builder.scalarType("JSON", {
  description: "Any JSON value.",
  serialize: (value) => value,
  parseValue: json,
  coerceInputValue: json,
  // Variables inside the literal have been replaced by then.
  coerceInputLiteral: (node) => json(valueFromASTUntyped(node)),
});
