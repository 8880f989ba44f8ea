import { shown } from "../../domain/mod.ts";
import type { Table } from "./fengari.ts";
import { keyText, presentable } from "./plain_data.ts";

/** Fields that a table of the script may have, under the names that the host has for them. */
export class KnownFields<Name extends string> {
  readonly #names = new Map<unknown, Name>();
  readonly #plain = new Map<string, string>();

  /** @param spelled each name as scripts spell it, in ASCII */
  constructor(spelled: Readonly<Record<Name, string>>) {
    for (const name in spelled) {
      this.#names.set(`|${spelled[name]}`, name);
      this.#plain.set(plain(spelled[name]), spelled[name]);
    }
  }

  /** Those that are there, as plain data for whoever checks them. */
  read(of: Table): { [K in Name]?: unknown } {
    const made: { [K in Name]?: unknown } = {};
    for (const [key, entry] of of.strong) {
      const name = this.#names.get(key);
      if (name !== undefined) made[name] = presentable(entry.value);
    }
    return made;
  }

  /** A key that is a known one but for case and underscores: most likely a slip. */
  misspelled(of: Table): [slip: string, meant: string] | null {
    for (const [key, entry] of of.strong) {
      if (this.#names.has(key)) continue;
      const name = keyText(entry);
      const meant = name === null ? undefined : this.#plain.get(plain(name));
      if (name !== null && meant !== undefined) return [shown(name), meant];
    }
    return null;
  }
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[_-]/g, "");
}
