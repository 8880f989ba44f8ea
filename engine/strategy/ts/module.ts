import { badInput, InputError, shown } from "../../domain/mod.ts";
import { declaredConstraints } from "../constraints.ts";
import { declaredParameters, MAX_DESCRIPTION_LENGTH } from "../declaration.ts";
import { type ParameterSpec, StrategyFault, type StrategySource } from "../strategy.ts";
import { faultOf } from "./faults.ts";
import type { Exports, ModuleMaker } from "./module_maker.ts";
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
  readonly constraints: readonly string[];
  readonly detectOpportunity: DetectOpportunity<ParameterDeclarations>;
  readonly filterCommitment: FilterCommitment<ParameterDeclarations>;
  readonly managePosition: ManagePosition<ParameterDeclarations>;
}

const FUNCTIONS = ["detectOpportunity", "filterCommitment", "managePosition"] as const;

/** A whole import statement that is still there once the types are gone. */
const VALUE_IMPORT = /^[ \t]*(?:import|export)\s*(?:[\w*{][^;'"()]*?\bfrom\s*)?["'][^"'\n]+["']/m;

/**
 * Runs a module and reads its exports.
 *
 * @throws StrategyFault
 */
export async function loadModule(
  { file, text }: StrategySource,
  maker: ModuleMaker,
): Promise<StrategyModule> {
  refuseImports(text, file);
  let exports: Exports;
  try {
    exports = await maker.run();
  } catch (error) {
    throw importFault(error, file);
  }
  try {
    return readExports(exports);
  } catch (error) {
    if (!(error instanceof InputError)) throw faultOf(error, file);
    throw new StrategyFault("BAD_RETURN", `${file}: ${error.message}`, { file });
  }
}

/** What resolves here need not resolve in a shard, let alone in a single binary. */
function refuseImports(text: string, file: string): void {
  const found = VALUE_IMPORT.exec(text);
  if (!found) return;
  const line = text.slice(0, found.index).split("\n").length;
  throw new StrategyFault(
    "SYNTAX",
    `${file}:${line}: A strategy can import types alone: write "import type", ` +
      "and keep what it runs in its own file",
    { file, line },
  );
}

function importFault(error: unknown, file: string): StrategyFault {
  const unread = error instanceof SyntaxError ||
    (error instanceof TypeError && error.message.startsWith("SyntaxError"));
  return faultOf(error, file, unread ? "SYNTAX" : "RUNTIME");
}

function readExports(exports: Exports): StrategyModule {
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
  const specs = declaredParameters(Object.entries(parameters));
  return {
    description: description.slice(0, MAX_DESCRIPTION_LENGTH),
    parameters: specs,
    constraints: declaredConstraints(exports.constraints, specs),
    detectOpportunity: exports.detectOpportunity as StrategyModule["detectOpportunity"],
    filterCommitment: exports.filterCommitment as StrategyModule["filterCommitment"],
    managePosition: exports.managePosition as StrategyModule["managePosition"],
  };
}
