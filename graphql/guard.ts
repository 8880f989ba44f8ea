import { complexityFromQuery } from "@pothos/plugin-complexity";
import {
  type DocumentNode,
  type ExecutionArgs,
  getOperationAST,
  type GraphQLSchema,
  Kind,
  parse,
  type Source,
  visit,
} from "graphql";
import type { Plugin } from "graphql-yoga";
import { InputError } from "../engine/mod.ts";
import { publicError } from "./errors.ts";
import type { Logger } from "./http/logger.ts";
import {
  MAX_QUERY_ALIASES,
  MAX_QUERY_COMPLEXITY,
  MAX_QUERY_DEPTH,
  MAX_QUERY_LENGTH,
  MAX_QUERY_TOKENS,
  MUTATION_TIMEOUT_MS,
  QUERY_TIMEOUT_MS,
} from "./limits.ts";

const tooComplex = (what: string, value: number, limit: number) =>
  new InputError("QUERY_TOO_COMPLEX", `Query has ${what} ${value}; at most ${limit} is served`);

function countAliases(document: DocumentNode): number {
  let aliases = 0;
  visit(document, {
    Field(node) {
      if (node.alias !== undefined) aliases++;
    },
  });
  return aliases;
}

/** Only the operation that will run, with all fragments. */
function documentToRun(document: DocumentNode, operationName: string | null | undefined) {
  const operation = getOperationAST(document, operationName);
  return {
    ...document,
    definitions: document.definitions.filter((definition) =>
      definition.kind !== Kind.OPERATION_DEFINITION || definition === operation
    ),
  };
}

/** How deep and how large the answer may get; null when the variables do not fit, which running it reports. */
function costOf(schema: GraphQLSchema, args: ExecutionArgs) {
  try {
    return complexityFromQuery(documentToRun(args.document, args.operationName), {
      schema,
      variables: { ...args.variableValues },
      ctx: args.contextValue ?? {},
    });
  } catch {
    return null;
  }
}

/** Parsed documents are kept by their text, so that also has a limit. */
function checkLength(source: string | Source): void {
  const { length } = typeof source === "string" ? source : source.body;
  if (length > MAX_QUERY_LENGTH) throw tooComplex("length", length, MAX_QUERY_LENGTH);
}

/** @throws InputError QUERY_TOO_COMPLEX, before anything runs */
function checkCost(args: ExecutionArgs): void {
  const aliases = countAliases(args.document);
  if (aliases > MAX_QUERY_ALIASES) throw tooComplex("aliases", aliases, MAX_QUERY_ALIASES);
  const cost = costOf(args.schema, args);
  if (cost === null) return;
  if (cost.depth > MAX_QUERY_DEPTH) throw tooComplex("depth", cost.depth, MAX_QUERY_DEPTH);
  if (cost.complexity > MAX_QUERY_COMPLEXITY) {
    throw tooComplex("complexity", cost.complexity, MAX_QUERY_COMPLEXITY);
  }
}

function withTimeout<T>(running: Promise<T>, ms: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new InputError("TIMEOUT", `The answer was not ready after ${ms} ms`));
    }, ms);
    running.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** How long answers may take. */
export interface Patience {
  readonly queryMs: number;
  readonly mutationMs: number;
}

const USUAL: Patience = { queryMs: QUERY_TIMEOUT_MS, mutationMs: MUTATION_TIMEOUT_MS };

function patienceFor({ document, operationName }: ExecutionArgs, patience: Patience): number {
  const asked = getOperationAST(document, operationName)?.operation;
  return asked === "mutation" ? patience.mutationMs : patience.queryMs;
}

/** Refuses what costs too much before it runs, and gives up what runs too long. */
export function useGuard(logger: Logger, patience = USUAL): Plugin {
  return {
    onParse({ params, setParseFn }) {
      checkLength(params.source);
      setParseFn((source, options) => parse(source, { ...options, maxTokens: MAX_QUERY_TOKENS }));
    },
    onValidate() {
      return ({ result, setResult }) => {
        if (result.length > 0) setResult(result.map((error) => publicError(error, logger)));
      };
    },
    onExecute({ args, executeFn, setExecuteFn }) {
      checkCost(args);
      setExecuteFn((given) => {
        const running = executeFn(given);
        return running instanceof Promise
          ? withTimeout(running, patienceFor(given, patience))
          : running;
      });
    },
    onSubscribe({ args }) {
      checkCost(args);
    },
  };
}
