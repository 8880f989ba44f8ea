import { basename, dirname, extname, resolve } from "node:path";
import { StrategyLibrary } from "../../../engine/mod.ts";
import type { ParameterSpec, StrategySource } from "../../../engine/strategy/mod.ts";
import { UsageError } from "../usage_error.ts";

/**
 * Finds a strategy by its name, or reads it from a file.
 *
 * @param folders the first wins a name
 * @throws UsageError for a file that is none, InputError for an unknown name, naming those there are
 */
export async function findStrategy(
  name: string,
  folders: readonly string[],
): Promise<StrategySource> {
  const isFile = /[/\\]|\.(lua|ts)$/.test(name);
  if (!isFile) return await new StrategyLibrary(folders).find(name);
  if (!/\.(lua|ts)$/.test(name)) {
    throw new UsageError(`--strategy ${name}: a strategy is a .lua or .ts file`);
  }
  try {
    if (!(await Deno.stat(name)).isFile) throw new UsageError(`--strategy ${name} is no file`);
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError(`--strategy ${name}: there is no such file`);
  }
  const path = resolve(name);
  return await new StrategyLibrary([dirname(path)]).find(basename(path, extname(path)));
}

/**
 * `fast=5` and the like, each value as the type that the strategy declares; what it does not declare is
 * left as text, for `resolveParameters` to refuse.
 *
 * @throws UsageError for what has no value, or is there twice
 */
export function readParameters(
  texts: readonly string[],
  specs: readonly ParameterSpec[],
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const text of texts) {
    const [, name, value] = /^\s*([^=]+?)\s*=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) {
      throw new UsageError(`--param ${text}: it has to be NAME=VALUE, such as fast=10`);
    }
    if (Object.hasOwn(values, name)) throw new UsageError(`--param ${name} is there twice`);
    values[name] = typed(value.trim(), specs.find((spec) => spec.name === name));
  }
  return values;
}

function typed(text: string, spec: ParameterSpec | undefined): unknown {
  switch (spec?.type) {
    case "NUMBER":
    case "INTEGER":
      return text === "" || Number.isNaN(Number(text)) ? text : Number(text);
    case "BOOLEAN":
      return text === "true" ? true : text === "false" ? false : text;
    default:
      return text;
  }
}
