import { count } from "../../format/numbers.ts";

export interface PagerProps {
  /** Rows before the page that is shown. */
  readonly offset: number;
  /** Rows of a page. */
  readonly size: number;
  readonly all: number;
  readonly onOffset: (offset: number) => void;
}

/** Which rows are shown, and the way to the others; nothing where one page has them all. */
export function Pager({ offset, size, all, onOffset }: PagerProps) {
  if (all <= size) return null;
  const last = Math.floor((all - 1) / size) * size;
  const step = (word: string, to: number) => (
    <button
      type="button"
      class="button small"
      disabled={to < 0 || to > last || to === offset}
      onClick={() => onOffset(to)}
      data-testid={`page-${word.toLowerCase()}`}
    >
      {word}
    </button>
  );
  return (
    <span class="pager">
      <output class="number quiet" data-testid="page-range">
        {count(offset + 1)} to {count(Math.min(all, offset + size))} of {count(all)}
      </output>
      {step("First", 0)}
      {step("Back", offset - size)}
      {step("Next", offset + size)}
      {step("Last", last)}
    </span>
  );
}
