import { runCommandLine } from "./scripts/cli/mod.ts";

const code = await runCommandLine(Deno.args, new URL("./", import.meta.url));
Deno.exit(code);
