import { badInput, type InputError } from "../../engine/mod.ts";
import { ROW_FAULTS, type RowFault } from "../../engine/feeds/candle_files/mod.ts";
import { counted } from "./candles_text.ts";
import { grouped } from "./progress.ts";

/** A file with a larger part of bad rows is not what it is taken for. */
const MAX_BAD_PART = 0.5;

/** Counts the rows of a file that are left out, by kind. */
export class BadRows {
  readonly #kinds = new Map<RowFault, { count: number; first: string }>();

  get count(): number {
    return this.#kinds.values().reduce((sum, { count }) => sum + count, 0);
  }

  get counts(): Readonly<Partial<Record<RowFault, number>>> {
    return Object.fromEntries(this.#kinds.entries().map(([kind, { count }]) => [kind, count]));
  }

  take(kind: RowFault, { message }: InputError): void {
    const known = this.#kinds.get(kind);
    if (known) known.count++;
    else this.#kinds.set(kind, { count: 1, first: message });
  }

  /** @throws InputError when most of a file's rows are bad */
  judge(file: string, good: number): void {
    const bad = this.count;
    if (bad <= (bad + good) * MAX_BAD_PART) return;
    const [first] = this.#kinds.values();
    const hint = this.#kinds.has("RANGE")
      ? " (columns without a header are time, open, high, low, close, volume)"
      : "";
    throw badInput(
      `${file}: ${grouped(bad)} of ${counted(bad + good, "row")} are no candles ` +
        `(${this.inWords()}), so it is taken for no file of candles; the first: ${first?.first}${hint}`,
    );
  }

  /** `3 out of order, 1 off the grid` */
  inWords(): string {
    return this.#kinds.entries()
      .map(([kind, { count }]) => `${grouped(count)} ${ROW_FAULTS[kind]}`).toArray().join(", ");
  }

  /** The first row of each kind, by file and line. */
  firsts(): string[] {
    return this.#kinds.values().map(({ first }) => first).toArray();
  }
}
