import { MODULE_PREFIX } from "./faults.ts";

/** What a module exports, by name. */
export type Exports = Readonly<Record<string, unknown>>;
/** Runs a module's text once more, with variables of its own, and hands over its exports. */
type Make = () => Exports;

/** An exported declaration at the beginning of a line, as formatters write it. */
const EXPORT =
  /^export(?=[ \t]+(?:const|let|var|class|(?:async[ \t]+)?function)[ \t*]+([A-Za-z_$][\w$]*))/gm;
/** Stands in for `export`, so that columns stay. */
const BLANK = " ".repeat("export".length);

let loads = 0;

/**
 * One text, run as often as it is asked for. Every run has variables of its own, so that what one runner's
 * module keeps in them never reaches another's, and yet the platform compiles the text once and what it
 * learns of one run serves all: the text becomes the body of a function. As modules of their own, a
 * thousand accounts of a sweep would have it compiled and optimised a thousand times, and kept as long as
 * the thread lives.
 */
export class ModuleMaker {
  readonly #text: string;
  #make: Promise<Make | null> | null = null;

  /** @param text JavaScript without imports */
  constructor(text: string) {
    this.#text = text;
  }

  /** @throws whatever reading or running the module does */
  async run(): Promise<Exports> {
    // The first run is the module's own: it says whether the text is one, and what it exports.
    if (this.#make === null) {
      const exports = await importOnce(this.#text);
      this.#make = functionOf(this.#text, exports);
      return exports;
    }
    const make = await this.#make;
    return make ? make() : await importOnce(this.#text);
  }
}

/** The number makes the address, and so the module, a new one. */
async function importOnce(text: string): Promise<Exports> {
  return await import(MODULE_PREFIX + encodeURIComponent(`${text}\n// ${++loads}`));
}

/**
 * The text as a function, or null where that cannot be told to be the same: exports written in another way,
 * an `await` at top level.
 */
async function functionOf(text: string, exports: Exports): Promise<Make | null> {
  const names = [...text.matchAll(EXPORT)].map(([, name]) => name!);
  const expected = Object.keys(exports);
  if (names.length !== expected.length || !expected.every((name) => names.includes(name))) {
    return null;
  }
  // The text begins in the first line, so that lines stay.
  const body = text.replace(EXPORT, BLANK);
  const made = `export const make = () => {${body}\nreturn { ${names.join(", ")} };\n};`;
  try {
    const { make } = await importOnce(made);
    return make as Make;
  } catch {
    return null;
  }
}
