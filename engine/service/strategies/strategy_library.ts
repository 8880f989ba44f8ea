import { badInput, messageOf, shown } from "../../domain/mod.ts";
import { StrategyFault, type StrategySource } from "../../strategy/mod.ts";

/** Largest strategy file that is read, in bytes. */
export const MAX_STRATEGY_BYTES = 256 * 1024;
/** Strategy files that one folder may hold; further ones are not seen. */
export const MAX_STRATEGIES = 1_000;

/** A file in the library: a source, or why it is none. */
export type LibraryEntry =
  | { readonly source: StrategySource; readonly error: null }
  | { readonly source: StrategySource; readonly error: string };

interface Known {
  readonly stamp: string;
  readonly entry: LibraryEntry;
}

/** The strategy files of some folders, read anew when they change; the first folder wins a name. */
export class StrategyLibrary {
  readonly #folders: readonly string[];
  readonly #known = new Map<string, Known>();

  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  /** All strategies, by name. */
  async list(): Promise<LibraryEntry[]> {
    const entries = new Map<string, LibraryEntry>();
    for (const folder of this.#folders) {
      for (const file of await strategyFiles(folder)) {
        const name = strategyName(file);
        if (!entries.has(name)) entries.set(name, await this.#read(folder, file));
      }
    }
    return [...entries.values()].sort((a, b) => a.source.name < b.source.name ? -1 : 1);
  }

  /** @throws InputError when there is no such strategy, or its file cannot be used */
  async find(name: string): Promise<StrategySource> {
    const entry = await this.#findEntry(name);
    if (!entry) {
      const entries = await this.list();
      const names = entries.map(({ source }) => source.name).join(", ");
      throw badInput(`Unknown strategy ${shown(name)}: there are ${names || "none"}`, "strategy");
    }
    if (entry.error !== null) throw badInput(entry.error, "strategy");
    return entry.source;
  }

  /** Reads no other file: types may have to be stripped, which takes a compiler. */
  async #findEntry(name: string): Promise<LibraryEntry | undefined> {
    for (const folder of this.#folders) {
      const files = await strategyFiles(folder);
      const file = files.find((file) => strategyName(file) === name);
      if (file !== undefined) return await this.#read(folder, file);
    }
    return undefined;
  }

  async #read(folder: string, file: string): Promise<LibraryEntry> {
    const path = `${folder}/${file}`;
    let stamp = "";
    try {
      const { mtime, size } = await Deno.stat(path);
      stamp = `${mtime?.getTime()}:${size}`;
      const known = this.#known.get(path);
      if (known?.stamp === stamp) return known.entry;
      const entry = size > MAX_STRATEGY_BYTES
        ? broken(path, file, `${file}: ${size} bytes are more than ${MAX_STRATEGY_BYTES}`)
        : await loadStrategy(path);
      this.#known.set(path, { stamp, entry });
      return entry;
    } catch (error) {
      const detail = messageOf(error);
      return broken(path, file, `${file}: cannot be read: ${detail}`);
    }
  }
}

/** Reads one strategy file; types are stripped from `.ts`. */
export async function loadStrategy(path: string): Promise<LibraryEntry> {
  const file = path.slice(path.lastIndexOf("/") + 1);
  const text = await Deno.readTextFile(path);
  const language = file.slice(file.lastIndexOf(".") + 1);
  const source = { name: strategyName(file), language, file, path, text };
  if (language !== "ts") return { source, error: null };
  // The compiler is large, and most strategies need none.
  const { stripTypes } = await import("../../strategy/ts/strip.ts");
  try {
    return { source: { ...source, text: stripTypes(text, file) }, error: null };
  } catch (error) {
    if (error instanceof StrategyFault) return { source, error: error.message };
    throw error;
  }
}

function broken(path: string, file: string, error: string): LibraryEntry {
  const language = file.slice(file.lastIndexOf(".") + 1);
  return { source: { name: strategyName(file), language, file, path, text: "" }, error };
}

const strategyName = (file: string): string => file.slice(0, file.lastIndexOf("."));

async function strategyFiles(folder: string): Promise<string[]> {
  const files: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory || !/\.(lua|ts)$/.test(name) || /(_test|\.d)\.ts$/.test(name)) continue;
      if (files.length < MAX_STRATEGIES) files.push(name);
    }
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
  return files.sort();
}
