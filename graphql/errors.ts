import { GraphQLError } from "graphql";
import type { Logger } from "./http/logger.ts";
import { type ErrorCode, InputError, StoreError } from "../engine/mod.ts";

/** What a client reads of a fault of ours; the log has the rest. */
export const MASKED_MESSAGE = "Something went wrong inside; the log of the service says what";

interface Place {
  readonly nodes?: GraphQLError["nodes"];
  readonly source?: GraphQLError["source"];
  readonly positions?: GraphQLError["positions"];
  readonly path?: GraphQLError["path"];
}

/** The HTTP status that the library wants; always kept, also for clients that accept plain JSON. */
function httpOf(error: GraphQLError): { http?: unknown } {
  const http = error.extensions["http"];
  if (typeof http !== "object" || http === null) return {};
  const isRequest = error.nodes === undefined && error.source === undefined;
  return { http: isRequest ? { ...http, spec: false } : http };
}

function withCode(
  message: string,
  code: ErrorCode,
  place: Place,
  extensions: Record<string, unknown> = {},
): GraphQLError {
  return new GraphQLError(message, {
    nodes: place.nodes,
    source: place.source,
    positions: place.positions,
    path: place.path,
    extensions: { code, ...extensions },
  });
}

/** The error as we threw it, under the locations that GraphQL wraps around it. */
function cause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError !== undefined
    ? cause(error.originalError)
    : error;
}

/** True for what GraphQL itself found wrong with the document or its variables, before running it. */
function isRequestError(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && cause(error) instanceof GraphQLError &&
    error.path === undefined;
}

const TOO_COMPLEX = /more than \d+ tokens|introspection depth/i;

/**
 * What a client may read of an error: an {@link InputError} with its code and field, and what is
 * wrong with the request itself. Everything else goes to the log: of the store a client reads what can
 * be done about it, of the rest nothing.
 */
export function publicError(error: unknown, logger: Logger): GraphQLError {
  const place: Place = error instanceof GraphQLError ? error : {};
  const thrown = cause(error);
  if (thrown instanceof InputError) {
    return withCode(
      thrown.message,
      thrown.code,
      place,
      thrown.field === undefined ? {} : { field: thrown.field },
    );
  }
  if (isRequestError(error)) {
    const code = TOO_COMPLEX.test(error.message) ? "QUERY_TOO_COMPLEX" : "BAD_USER_INPUT";
    return withCode(error.message, code, place, httpOf(error));
  }
  logger.error({ err: thrown, path: place.path?.join(".") }, "GraphQL request failed");
  if (thrown instanceof StoreError && thrown.advice !== null) {
    return withCode(`The service cannot use its data: ${thrown.advice}`, "STORE_FAILED", place);
  }
  return withCode(MASKED_MESSAGE, "INTERNAL", place);
}
