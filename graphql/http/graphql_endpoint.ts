import { GraphQLError } from "graphql";
import { createYoga, type Plugin } from "graphql-yoga";
import type { BacktestApi, EngineApi, StudyApi } from "../../engine/mod.ts";
import { MASKED_MESSAGE, publicError } from "../errors.ts";
import { type Patience, useGuard } from "../guard.ts";
import { MAX_BODY_BYTES } from "../limits.ts";
import type { PubSub } from "../pubsub/mod.ts";
import { schema } from "../schema.ts";
import type { Logger } from "./logger.ts";
import { errorResponse } from "./responses.ts";

/** What one request turned out to be; filled in on the way, for the log. */
export interface Trace {
  operation: string | null;
}

interface ServerContext {
  readonly trace: Trace;
}

interface EndpointOptions {
  readonly engine: EngineApi;
  readonly pubsub: PubSub;
  readonly backtests: BacktestApi | null;
  readonly studies: StudyApi | null;
  readonly logger: Logger;
  readonly patience?: Patience;
}

function useTrace(): Plugin<ServerContext> {
  return {
    onParse: ({ context }) => ({ result }) => {
      if (!("definitions" in result)) return;
      for (const definition of result.definitions) {
        if (definition.kind !== "OperationDefinition") continue;
        context.trace.operation = `${definition.operation} ${definition.name?.value ?? "-"}`;
        return;
      }
    },
  };
}

function isJsonText(text: string | null): boolean {
  if (text === null || text === "") return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/**
 * What is wrong with the request before it is GraphQL at all. A form of another site cannot send
 * `application/json` without asking first, which is why nothing else is taken.
 */
function refusal(request: Request): Response | null {
  if (request.method === "POST") {
    const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
    if (type === "application/json") return null;
    const message = `Cannot read content type ${type || "(none)"}: send application/json`;
    return errorResponse(415, "BAD_USER_INPUT", message, { "accept-post": "application/json" });
  }
  if (request.method !== "GET") {
    const message = `Cannot ${request.method} here: send GET or POST`;
    return errorResponse(405, "BAD_USER_INPUT", message, { allow: "GET, POST" });
  }
  const { searchParams } = new URL(request.url);
  for (const name of ["variables", "extensions"]) {
    if (isJsonText(searchParams.get(name))) continue;
    return errorResponse(400, "BAD_USER_INPUT", `Cannot read ${name}: it is not JSON`);
  }
  return null;
}

/** Refuses a subscription whose answer could not be sent, before it is opened. */
function useStreamOnly(): Plugin<ServerContext> {
  return {
    onSubscribe({ args }) {
      const accept = args.contextValue.request.headers.get("accept") ?? "*/*";
      if (/text\/event-stream|text\/\*|\*\/\*/.test(accept)) return;
      throw new GraphQLError(NOT_ACCEPTABLE, { extensions: { http: { status: 406 } } });
    },
  };
}

const NOT_ACCEPTABLE = "Cannot answer in any type of the Accept header: " +
  "ask for application/json, and for a subscription text/event-stream";

/** Answers GraphQL over HTTP, subscriptions as server-sent events. */
export function createEndpoint(
  { engine, pubsub, backtests, studies, logger, patience }: EndpointOptions,
): (request: Request, trace: Trace) => Promise<Response> {
  const yoga = createYoga<ServerContext>({
    schema,
    context: () => ({ engine, pubsub, backtests, studies }),
    fetchAPI: { Request, Response, ReadableStream, TextEncoder, URL },
    graphqlEndpoint: "/graphql",
    plugins: [useTrace(), useGuard(logger, patience), useStreamOnly()],
    maskedErrors: {
      maskError: (error) => publicError(error, logger),
      errorMessage: MASKED_MESSAGE,
    },
    maxRequestBodySize: MAX_BODY_BYTES,
    logging: false,
    cors: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
  });
  return async (request, trace) => {
    const refused = refusal(request);
    if (refused !== null) return refused;
    // Deno aborts a request's own signal when its answer is complete, and warns whoever listens to it;
    // a client that leaves is noticed by the answer's stream.
    const { url, method, headers, body } = request;
    const unsignaled = new Request(url, { method, headers, body });
    const response = await yoga.fetch(unsignaled, { trace });
    return response.status === 406
      ? errorResponse(406, "BAD_USER_INPUT", NOT_ACCEPTABLE)
      : response;
  };
}
