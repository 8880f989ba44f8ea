import type { Bars, IndicatorDefinition, IndicatorStream } from "./indicator.ts";

/** One series over the bars of a stream, output by output, from the first bar it has seen. */
interface Recording {
  readonly first: number;
  readonly columns: readonly Float64Array[];
  /** Bars written down, or more than there was room for. */
  length: number;
}

/**
 * Keeps what the indicators of a stream came to, for others that go over the same bars later: they read it
 * rather than compute it again. Only a series that has seen all bars is read.
 */
export class IndicatorShelf {
  readonly #most: number;
  readonly #recordings = new Map<string, Recording>();
  #bytesLeft: number;
  /** Bars of the stream; known once it has come to its end. */
  #bars = NaN;

  /** @param bars the stream has at most @param bytes that may be kept */
  constructor(bars: number, bytes: number) {
    this.#most = bars;
    this.#bytesLeft = bytes;
  }

  /** The stream has come to its end. @param bars it had, those that only warmed up among them */
  seal(bars: number): void {
    this.#bars = bars;
  }

  /**
   * What makes a series' values: read where they are known, else computed, and written down while there
   * is room.
   *
   * @param id the same for those alone that see the same bars
   * @param first number of the bar that it begins with
   */
  stream(
    id: string,
    first: number,
    definition: IndicatorDefinition,
    parameters: readonly number[],
    out: readonly Float64Array[],
  ): IndicatorStream {
    const known = this.#recordings.get(id);
    if (known && this.#isWhole(known)) return new PlayedStream(known, out);
    const stream = definition.create(parameters, out);
    const recording = this.#begin(id, first, out.length);
    return recording ? new RecordedStream(stream, recording, out) : stream;
  }

  #isWhole({ first, length, columns }: Recording): boolean {
    return first + length === this.#bars && columns.every((column) => length <= column.length);
  }

  #begin(id: string, first: number, outputs: number): Recording | null {
    const known = this.#recordings.get(id);
    if (known) {
      // Of a pass that did not come to its end.
      known.length = 0;
      return known;
    }
    const length = this.#most - first;
    const bytes = outputs * length * Float64Array.BYTES_PER_ELEMENT;
    if (bytes > this.#bytesLeft) return null;
    this.#bytesLeft -= bytes;
    const columns = Array.from({ length: outputs }, () => new Float64Array(length));
    const recording = { first, columns, length: 0 };
    this.#recordings.set(id, recording);
    return recording;
  }
}

class RecordedStream implements IndicatorStream {
  readonly #stream: IndicatorStream;
  readonly #recording: Recording;
  readonly #out: readonly Float64Array[];

  constructor(stream: IndicatorStream, recording: Recording, out: readonly Float64Array[]) {
    this.#stream = stream;
    this.#recording = recording;
    this.#out = out;
  }

  update(bars: Bars, row: number): void {
    this.#stream.update(bars, row);
    const { columns } = this.#recording;
    const at = this.#recording.length++;
    for (let k = 0; k < columns.length; k++) columns[k]![at] = this.#out[k]![row]!;
  }
}

class PlayedStream implements IndicatorStream {
  readonly #columns: readonly Float64Array[];
  readonly #out: readonly Float64Array[];
  #at = 0;

  constructor({ columns }: Recording, out: readonly Float64Array[]) {
    this.#columns = columns;
    this.#out = out;
  }

  update(_bars: Bars, row: number): void {
    const columns = this.#columns;
    const at = this.#at++;
    for (let k = 0; k < columns.length; k++) this.#out[k]![row] = columns[k]![at]!;
  }
}
