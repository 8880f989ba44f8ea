import { Client, fetchExchange, subscriptionExchange } from "@urql/core";
import { createClient as createSseClient } from "graphql-sse";
import { Probe } from "./operations/operations.ts";
import type { Operation } from "./operations/operation.ts";
import type { Reach } from "./state/connection.ts";
import { withSilenceLimit } from "./silence.ts";

/** A subscription that brings nothing, not even the server's pings, for so long is dead. */
const LONGEST_SILENCE_MS = 40_000;
const PROBE_TIMEOUT_MS = 4_000;

/** What went wrong, as the API says it. */
export interface ApiError {
  /** `BAD_USER_INPUT`, `NOT_FOUND`, …; `NETWORK` when there was no answer at all. */
  readonly code: string;
  readonly message: string;
  /** The input that is wrong: `symbol`, `parameters.fast`. */
  readonly field: string | null;
}

export type Answer<Data> =
  | { readonly ok: true; readonly data: Data }
  | { readonly ok: false; readonly error: ApiError };

export interface StreamSink<Data> {
  next(data: Data): void;
  /** The server said no. */
  refused(error: ApiError): void;
  /** The network failed. */
  failed(): void;
  /** The server ended the stream. */
  ended(): void;
}

interface RawError {
  readonly message: string;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/** The GraphQL API on the page's own origin. Nothing here retries: {@link Connection} decides that. */
export class Api {
  readonly #client: Client;
  readonly #sse: ReturnType<typeof createSseClient>;

  constructor(url: string) {
    this.#sse = createSseClient({
      url,
      retryAttempts: 0,
      fetchFn: withSilenceLimit(fetch.bind(globalThis), LONGEST_SILENCE_MS),
    });
    this.#client = new Client({
      url,
      preferGetMethod: false,
      requestPolicy: "network-only",
      exchanges: [fetchExchange, this.#streams()],
    });
  }

  async ask<Data, Variables extends object>(
    operation: Operation<Data, Variables>,
    variables: Variables,
  ): Promise<Answer<Data>> {
    const source = operation.kind === "mutation"
      ? this.#client.mutation<Data>(operation.text, variables)
      : this.#client.query<Data>(operation.text, variables);
    const { data, error } = await source.toPromise();
    if (error?.graphQLErrors[0] !== undefined) {
      return { ok: false, error: apiError(error.graphQLErrors[0]) };
    }
    if (error?.networkError !== undefined || data === undefined || data === null) {
      return { ok: false, error: NO_ANSWER };
    }
    return { ok: true, data };
  }

  /** @returns closes the stream */
  follow<Data, Variables extends object>(
    operation: Operation<Data, Variables>,
    variables: Variables,
    sink: StreamSink<Data>,
  ): () => void {
    let isOver = false;
    const over = (tell: () => void) => {
      if (!isOver) tell();
      isOver = true;
    };
    const source = this.#client.subscription<Data>(operation.text, variables);
    const { unsubscribe } = source.subscribe(({ data, error, hasNext }) => {
      if (error?.graphQLErrors[0] !== undefined) {
        const refusal = apiError(error.graphQLErrors[0]);
        over(() => sink.refused(refusal));
      } else if (error !== undefined) over(() => sink.failed());
      else if (!hasNext) over(() => sink.ended());
      else if (data !== undefined && data !== null && !isOver) sink.next(data);
    });
    return () => {
      isOver = true;
      unsubscribe();
    };
  }

  async probe(): Promise<Reach> {
    const late = new Promise<Reach>((resolve) =>
      setTimeout(() => resolve("down"), PROBE_TIMEOUT_MS)
    );
    return await Promise.race([this.ask(Probe, {}).then(reachOf), late]);
  }

  #streams() {
    return subscriptionExchange({
      forwardSubscription: ({ query = "", variables }) => ({
        subscribe: (sink) => ({
          unsubscribe: this.#sse.subscribe<Record<string, unknown>, Record<string, unknown>>(
            { query, variables: { ...variables } },
            {
              next: (result) => {
                const { data = null, errors = [] } = result;
                sink.next(errors.length === 0 ? { data } : { data, errors: [...errors] });
              },
              error: (error) => sink.error(error),
              complete: () => sink.complete(),
            },
          ),
        }),
      }),
    });
  }
}

function reachOf(answer: Answer<unknown>): Reach {
  if (answer.ok) return "up";
  if (answer.error.code === "UNAUTHENTICATED") return "locked";
  return answer.error.code === NO_ANSWER.code ? "down" : "up";
}

export const NO_ANSWER: ApiError = {
  code: "NETWORK",
  message: "The server does not answer",
  field: null,
};

function apiError({ message, extensions }: RawError): ApiError {
  const code = extensions?.["code"];
  const field = extensions?.["field"];
  return {
    code: typeof code === "string" ? code : "INTERNAL",
    message,
    field: typeof field === "string" ? field : null,
  };
}
