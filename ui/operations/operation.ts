/** Plain data, as the API's `JSON` scalar carries it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

declare const types: unique symbol;

/** A GraphQL document with the types of what goes in and what comes back. */
export interface Operation<Data, Variables> {
  readonly name: string;
  readonly kind: "query" | "mutation" | "subscription";
  readonly text: string;
  readonly [types]?: (variables: Variables) => Data;
}
