/** A file is read once to judge it and once to store it. */
const PASSES = 2;

/** How far a work over files is, by the bytes read of them. */
export class FilesRead {
  readonly #sizes: readonly number[];
  readonly #total: number;
  #file = 0;
  #before = 0;
  #read = 0;

  constructor(sizes: readonly number[]) {
    this.#sizes = sizes;
    this.#total = sizes.reduce((sum, size) => sum + size, 0);
  }

  add(bytes: number): void {
    this.#read += bytes;
  }

  /** The file is done with, however much of it was read. */
  next(): void {
    this.#before += this.#sizes[this.#file++] ?? 0;
    this.#read = 0;
  }

  /** From 0 to 1. */
  get share(): number {
    if (this.#total === 0) return 1;
    // A look at the beginning, or at the entries of a zip, comes on top of the passes.
    const inFile = Math.min(this.#read / PASSES, this.#sizes[this.#file] ?? 0);
    return Math.min(1, (this.#before + inFile) / this.#total);
  }
}
