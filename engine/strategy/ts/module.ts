import { badInput, InputError, shown } from "../../domain/mod.ts";
import { declaredParameters, MAX_DESCRIPTION_LENGTH } from "../declaration.ts";
import { type ParameterSpec, StrategyFault, type StrategySource } from "../strategy.ts";
import { faultOf, MODULE_PREFIX } from "./faults.ts";
import type {
  DetectOpportunity,
  FilterCommitment,
  ManagePosition,
  ParameterDeclarations,
} from "./types.ts";

/** What a strategy module exports, checked. */
export interface StrategyModule {
  readonly description: string;
  readonly parameters: readonly ParameterSpec[];
  readonly detectOpportunity: DetectOpportunity<ParameterDeclarations>;
  readonly filterCommitment: FilterCommitment<ParameterDeclarations>;
  readonly managePosition: ManagePosition<ParameterDeclarations>;
}

const FUNCTIONS = ["detectOpportunity", "filterCommitment", "managePosition"] as const;

/** An import that is still there once the types are gone. */
const VALUE_IMPORT = /^[ \t]*(?:import[\s{*"']|export\s*[{*][^;]*?\bfrom\b)/m;

/**
 * Runs a module and reads its exports. The same text is run once in a shard: what a module keeps in
 * variables of its own is shared by all runners on it.
 *
 * @throws StrategyFault
 */
export async function loadModule(source: StrategySource): Promise<StrategyModule> {
  const { file, text } = source;
  let exports: Record<string, unknown>;
  try {
    exports = await import(MODULE_PREFIX + encodeURIComponent(text));
  } catch (error) {
    throw importFault(error, text, file);
  }
  try {
    return readExports(exports);
  } catch (error) {
    if (!(error instanceof InputError)) throw faultOf(error, file);
    throw new StrategyFault("BAD_RETURN", `${file}: ${error.message}`, { file });
  }
}

function importFault(error: unknown, text: string, file: string): StrategyFault {
  const missing = VALUE_IMPORT.exec(text);
  // An error that the module itself threw has nothing to do with its imports.
  if (missing && error instanceof TypeError) {
    const line = text.slice(0, missing.index).split("\n").length;
    return new StrategyFault(
      "SYNTAX",
      `${file}:${line}: A strategy can import types alone: write "import type", ` +
        "and keep what it runs in its own file",
      { file, line },
    );
  }
  const unread = error instanceof SyntaxError ||
    (error instanceof TypeError && error.message.startsWith("SyntaxError"));
  return faultOf(error, file, unread ? "SYNTAX" : "RUNTIME");
}

function readExports(exports: Record<string, unknown>): StrategyModule {
  const missing = FUNCTIONS.filter((name) => typeof exports[name] !== "function");
  if (missing.length > 0) {
    throw badInput(
      `${missing.join(" and ")} ${missing.length > 1 ? "are" : "is"} missing: ` +
        `a strategy exports the functions ${FUNCTIONS.join(", ")}`,
    );
  }
  const { description = "", parameters = {} } = exports;
  if (typeof description !== "string") {
    throw badInput(`description cannot be ${shown(description)}: it has to be a text`);
  }
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters)) {
    throw badInput(`parameters cannot be ${shown(parameters)}: it has to be { name: { default } }`);
  }
  return {
    description: description.slice(0, MAX_DESCRIPTION_LENGTH),
    parameters: declaredParameters(Object.entries(parameters)),
    detectOpportunity: exports.detectOpportunity as StrategyModule["detectOpportunity"],
    filterCommitment: exports.filterCommitment as StrategyModule["filterCommitment"],
    managePosition: exports.managePosition as StrategyModule["managePosition"],
  };
}
