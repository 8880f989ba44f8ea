import { shown } from "../../domain/mod.ts";
import { StrategyFault } from "../strategy.ts";
import type { StrategyFaultCode } from "../../domain/mod.ts";

/** Marks the addresses of strategy modules, so that they can be told apart in a stack. */
export const MODULE_PREFIX = "data:text/javascript;strategy=ts;charset=utf-8,";

/** A strategy's own frame in a stack; the code in the address holds no colon, it is escaped. */
const FRAME = /data:text\/javascript;strategy=ts[^\s:]*:(\d+):(\d+)/g;
/** Lines of a stack that are kept for a traceback. */
const MAX_TRACEBACK_LINES = 20;
/** Deno colours the addresses in its import errors. */
// deno-lint-ignore no-control-regex
const COLOUR = /\x1b\[\d+m/g;

/** Whatever a strategy threw, as a fault with its file and line. */
export function faultOf(
  error: unknown,
  file: string,
  code: StrategyFaultCode = "RUNTIME",
): StrategyFault {
  if (error instanceof StrategyFault) return error;
  const { message, stack } = partsOf(error);
  const frames = stack.replace(COLOUR, "").replace(FRAME, `${file}:$1:$2`);
  const line = lineIn(stack);
  const where = line === null ? file : `${file}:${line}`;
  return new StrategyFault(code, `${where}: ${firstLine(message)}`, {
    file,
    line,
    traceback: ownFrames(frames, file),
  });
}

/** Line of the innermost frame that belongs to a strategy. */
function lineIn(stack: string): number | null {
  FRAME.lastIndex = 0;
  const found = FRAME.exec(stack.replace(COLOUR, ""));
  return found ? Number(found[1]) : null;
}

/** The engine's frames tell a strategy's author nothing. */
function ownFrames(stack: string, file: string): string | null {
  const lines = stack.split("\n").filter((line) => line.includes(`${file}:`));
  return lines.length > 0 ? lines.slice(0, MAX_TRACEBACK_LINES).join("\n") : null;
}

function firstLine(message: string): string {
  return message.split("\n", 1)[0]!.replace(/^SyntaxError: /, "").slice(0, 500);
}

/** Strategies may throw anything, even what cannot be made a text. */
function partsOf(error: unknown): { message: string; stack: string } {
  try {
    if (error instanceof Error) {
      return { message: error.message || error.name, stack: String(error.stack ?? "") };
    }
    return { message: `threw ${shown(error)}`, stack: "" };
  } catch {
    return { message: "threw something that cannot be shown", stack: "" };
  }
}
