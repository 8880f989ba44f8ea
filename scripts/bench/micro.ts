/** All `*_bench.ts` of the project, run by `deno bench`, as data. */
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { V8_FLAGS } from "../build/v8_flags.ts";

/** Benches that take longer hang. */
const MAX_MS = 900_000;
const ROOT = fileURLToPath(new URL("../../", import.meta.url));

const NANOSECONDS = z.object({ min: z.number(), avg: z.number(), p75: z.number() });
const OUTPUT = z.object({
  benches: z.array(z.object({
    origin: z.string(),
    group: z.string().nullable(),
    name: z.string(),
    baseline: z.boolean(),
    results: z.array(z.union([
      z.object({ ok: NANOSECONDS }),
      z.object({ failed: z.unknown() }),
    ])),
  })),
});

/** One bench: nanoseconds an iteration. */
export interface MicroRow {
  readonly name: string;
  readonly baseline: boolean;
  /** The fastest iteration: what the code takes when nobody disturbs it. */
  readonly best: number;
  /** Three of four iterations took no longer. */
  readonly p75: number;
}

export interface MicroGroup {
  /** `graphql/graphql_bench.ts` */
  readonly file: string;
  readonly name: string | null;
  readonly rows: readonly MicroRow[];
}

export interface MicroReport {
  readonly groups: readonly MicroGroup[];
  /** What bench files print by themselves. */
  readonly printed: string;
}

/** @throws Error naming the bench that failed */
export async function measureMicro(): Promise<MicroReport> {
  const { success, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["bench", "-A", "--no-check", "--json", V8_FLAGS],
    cwd: ROOT,
    stdin: "null",
    stderr: "inherit",
    signal: AbortSignal.timeout(MAX_MS),
  }).output();
  const text = new TextDecoder().decode(stdout);
  if (!success) throw new Error(`deno bench failed: ${text.slice(-2_000)}`);
  // Files that measure without `Deno.bench` print ahead of the report.
  const start = text.search(/^\{/m);
  const { benches } = OUTPUT.parse(JSON.parse(text.slice(start)));
  const groups = new Map<string, { file: string; name: string | null; rows: MicroRow[] }>();
  for (const { origin, group, name, baseline, results: [result] } of benches) {
    if (!result || !("ok" in result)) throw new Error(`the bench "${name}" failed`);
    const file = fileURLToPath(origin).slice(ROOT.length);
    const key = `${file} ${group}`;
    const found = groups.get(key) ?? { file, name: group, rows: [] };
    const { min, p75 } = result.ok;
    found.rows.push({ name, baseline, best: min, p75 });
    groups.set(key, found);
  }
  return { groups: [...groups.values()], printed: text.slice(0, Math.max(0, start)).trim() };
}
