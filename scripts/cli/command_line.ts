import { messageOf } from "../../engine/domain/mod.ts";
import { CommanderError } from "commander";
import { complain } from "./complain.ts";
import { createProgram } from "./program.ts";
import { EXIT, UsageError } from "./usage_error.ts";

/**
 * Runs one command of `trading-simulator`.
 *
 * @param args without the program's name
 * @param root folder that holds `dist/` and `lua-strategies/`, also inside a compiled binary
 * @returns the exit status: 0, 1 for a failure, 2 for a wrong call
 */
export async function runCommandLine(args: readonly string[], root: URL): Promise<number> {
  let status: number = EXIT.OK;
  const program = createProgram(root, (code) => status = code);
  try {
    await program.parseAsync(args, { from: "user" });
    return status;
  } catch (error) {
    // Commander has already written its own message, on one line.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.OK : EXIT.USAGE;
    complain(messageOf(error));
    return error instanceof UsageError ? EXIT.USAGE : EXIT.FAILURE;
  }
}
