/**
 * Takes the types out of a strategy. Runs on the main thread: shards get plain JavaScript, so that
 * they need no compiler.
 */
import { transformSync } from "amaro";
import { StrategyFault } from "../strategy.ts";

/**
 * The text with every type replaced by blanks, so that lines and columns stay.
 *
 * @throws StrategyFault SYNTAX with file and line, also for what is more than a type (`enum`)
 */
export function stripTypes(text: string, file: string): string {
  try {
    return transformSync(text, { mode: "strip-only" }).code;
  } catch (error) {
    const { message, line } = detailsOf(error);
    const where = line === null ? file : `${file}:${line}`;
    throw new StrategyFault("SYNTAX", `${where}: ${message}`, { file, line });
  }
}

/** The compiler throws plain objects. */
function detailsOf(error: unknown): { message: string; line: number | null } {
  if (typeof error !== "object" || error === null) return { message: String(error), line: null };
  const message = "message" in error ? String(error.message) : "Cannot be read";
  const line = "startLine" in error && typeof error.startLine === "number" ? error.startLine : null;
  return { message, line };
}
