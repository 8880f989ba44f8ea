import type { DatabaseSync, StatementSync } from "node:sqlite";
import { badInput, type FeedKind, shown, type SymbolTerms } from "../../domain/mod.ts";

const FIELDS = ["priceStep", "quantityStep", "minQuantity", "maxQuantity", "minNotional"] as const;

/** What exchanges say about their symbols: one row a source. */
export class TermsTable {
  readonly #put: StatementSync;
  readonly #get: StatementSync;

  constructor(db: DatabaseSync) {
    this.#put = db.prepare(
      "INSERT INTO terms (source, at, body) VALUES (?, ?, ?) " +
        "ON CONFLICT (source) DO UPDATE SET at = excluded.at, body = excluded.body",
    );
    this.#get = db.prepare("SELECT at, body FROM terms WHERE source = ?");
  }

  put(source: FeedKind, terms: ReadonlyMap<string, SymbolTerms>, at: number): void {
    this.#put.run(source, at, JSON.stringify([...terms]));
  }

  /** The body holds what this program wrote, so it is not checked again. */
  get(source: FeedKind): { at: number; terms: Map<string, SymbolTerms> } | null {
    const row = this.#get.get(source);
    if (row === undefined) return null;
    return { at: Number(row.at), terms: new Map(JSON.parse(String(row.body))) };
  }
}

/** @throws InputError for a number that JSON would not keep, or that is no step and no limit */
export function checkTerms(
  source: FeedKind,
  terms: ReadonlyMap<string, SymbolTerms>,
  at: number,
): void {
  if (!Number.isSafeInteger(at)) {
    throw badInput(`Cannot store terms of ${source}: at is ${shown(at)}, no time in ms`, "at");
  }
  for (const [symbol, each] of terms) {
    const wrong = FIELDS.find((field) => !(each[field] >= 0 && each[field] < Infinity));
    if (wrong === undefined) continue;
    throw badInput(
      `Cannot store terms of ${source} ${symbol}: ${wrong} is ${shown(each[wrong])}: ` +
        `it has to be 0 or more`,
      "terms",
    );
  }
}
