/** What a client may ask on a socket, and the exchange's words when it asks wrongly. */

export type Request =
  | { readonly method: "SUBSCRIBE" | "UNSUBSCRIBE"; readonly id: Id; readonly streams: string[] }
  | { readonly method: "LIST_SUBSCRIPTIONS"; readonly id: Id }
  | { readonly method: "SET_PROPERTY"; readonly id: Id; readonly combined: boolean }
  | { readonly method: "GET_PROPERTY"; readonly id: Id };

export type Id = number | string | null;

export interface RequestError {
  readonly code: number;
  readonly msg: string;
  readonly id?: Id;
}

const METHODS = [
  "SUBSCRIBE",
  "UNSUBSCRIBE",
  "LIST_SUBSCRIPTIONS",
  "SET_PROPERTY",
  "GET_PROPERTY",
] as const;
const FIELDS: ReadonlySet<string> = new Set(["method", "params", "id"]);

export function readRequest(text: string): Request | RequestError {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { code: 3, msg: "Invalid JSON: expected value at line 1 column 1" };
  }
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    return invalid("expected a JSON object");
  }
  return readFields(json as Record<string, unknown>);
}

function readFields(fields: Record<string, unknown>): Request | RequestError {
  const { id } = fields;
  const method = METHODS.find((name) => name === fields.method);
  if (Object.keys(fields).some((key) => !FIELDS.has(key))) return invalid("too many parameters");
  if (fields.method === undefined) return invalid("missing field `method` at line 1 column 1");
  if (!isId(id)) return invalid("request ID must be an unsigned integer");
  const params = fields.params ?? [];
  if (!Array.isArray(params)) return { ...invalid("invalid type: expected a sequence"), id };
  switch (method) {
    case "SUBSCRIBE":
    case "UNSUBSCRIBE": {
      const isGood = params.every((stream) => typeof stream === "string");
      return isGood ? { method, id, streams: params } : { ...invalid("expected a string"), id };
    }
    case "LIST_SUBSCRIPTIONS":
      return { method, id };
    case "SET_PROPERTY":
    case "GET_PROPERTY":
      return readProperty(method, id, params);
  }
  const known = METHODS.map((name) => `\`${name}\``).join(", ");
  return { ...invalid(`unknown variant \`${fields.method}\`, expected one of ${known}`), id };
}

function readProperty(
  method: "SET_PROPERTY" | "GET_PROPERTY",
  id: Id,
  [name, value]: readonly unknown[],
): Request | RequestError {
  if (typeof name !== "string") return { ...invalid("property name must be a string"), id };
  if (name !== "combined") return { code: 0, msg: "Unknown property", id };
  if (method === "GET_PROPERTY") return { method, id };
  if (typeof value === "boolean") return { method, id, combined: value };
  return { code: 1, msg: "Invalid value type: expected Boolean", id };
}

function isId(id: unknown): id is Id {
  if (id === null) return true;
  if (typeof id === "string") return /^[A-Za-z0-9]{1,36}$/.test(id);
  return typeof id === "number" && Number.isInteger(id);
}

function invalid(what: string): RequestError {
  return { code: 2, msg: `Invalid request: ${what}` };
}
