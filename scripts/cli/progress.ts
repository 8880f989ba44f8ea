import type { Clock } from "../../engine/mod.ts";

/** Where progress is shown. */
export interface ProgressScreen {
  write(text: string): void;
  /** Columns of a terminal; 0 for anything else. */
  columns(): number;
}

/** Least time between two showings: on a terminal, and as lines of their own. */
const REPAINT_MS = 100;
const LINE_MS = 5_000;
const BAR_WIDTH = 24;
/** Rates and times left say nothing before that. */
const SETTLED_MS = 500;
const MS_PER_SECOND = 1_000;

/** A share of the work, 0 to 1, and how many candles came of it. */
export interface Done {
  readonly share: number;
  readonly candles: number;
  readonly label: string;
  /** What else there is to know. */
  readonly note?: string;
}

/** Standard error: standard output is for results. */
export const STDERR: ProgressScreen = {
  write: (text) => void Deno.stderr.writeSync(new TextEncoder().encode(text)),
  columns: () => Deno.stderr.isTerminal() ? Deno.consoleSize().columns : 0,
};

/** One line on a terminal, written over again and again; elsewhere a line every few seconds. */
export class Progress {
  readonly #screen: ProgressScreen;
  readonly #clock: Clock;
  readonly #started: number;
  #shownAt: number;
  #isOnLine = false;

  constructor(screen: ProgressScreen, clock: Clock) {
    this.#screen = screen;
    this.#clock = clock;
    this.#started = this.#shownAt = clock.now();
  }

  show(done: Done): void {
    const now = this.#clock.now();
    const columns = this.#screen.columns();
    if (now - this.#shownAt < (columns > 0 ? REPAINT_MS : LINE_MS)) return;
    this.#shownAt = now;
    const elapsedMs = now - this.#started;
    const plain = lineOf(done, elapsedMs, false);
    if (columns === 0) return this.#screen.write(`${plain}\n`);
    const full = lineOf(done, elapsedMs, true);
    // What is left and what was found is worth more than the bar.
    this.#overwrite((full.length < columns ? full : plain).slice(0, columns - 1));
  }

  /** A line that stays, such as what is being waited for. */
  note(text: string): void {
    this.clear();
    this.#screen.write(`${text}\n`);
  }

  /** Takes the line away. */
  clear(): void {
    if (this.#isOnLine) this.#overwrite("");
    this.#isOnLine = false;
  }

  #overwrite(text: string): void {
    this.#isOnLine = true;
    this.#screen.write(`\r${text}\x1b[K`);
  }
}

/** For who wants none. */
export const NO_PROGRESS: Pick<Progress, "show" | "note" | "clear"> = {
  show() {},
  note() {},
  clear() {},
};

function lineOf(
  { share, candles, label, note }: Done,
  elapsedMs: number,
  withBar: boolean,
): string {
  const isSettled = elapsedMs >= SETTLED_MS && share > 0;
  const rate = candles / (elapsedMs / MS_PER_SECOND);
  const parts = [
    label,
    ...(withBar ? [barOf(share)] : []),
    `${Math.floor(share * 100)} %`.padStart(5),
    `${grouped(candles)} candles`,
    ...(isSettled ? [`${grouped(Math.round(rate))}/s`] : []),
    ...(isSettled && share < 1 ? [`${duration(elapsedMs * (1 / share - 1))} left`] : []),
    ...(note === undefined ? [] : [note]),
  ];
  return parts.join("  ");
}

function barOf(share: number): string {
  const full = Math.round(share * BAR_WIDTH);
  return `[${"#".repeat(full)}${"·".repeat(BAR_WIDTH - full)}]`;
}

/** `1,234,567` */
export function grouped(value: number): string {
  return value.toLocaleString("en-US");
}

/** `8 s`, `3:08 min`, `2:03 h` */
function duration(ms: number): string {
  const seconds = Math.ceil(ms / MS_PER_SECOND);
  if (seconds < 60) return `${seconds} s`;
  const [big, small, unit] = seconds < 3_600
    ? [Math.floor(seconds / 60), seconds % 60, "min"]
    : [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, "h"];
  return `${big}:${String(small).padStart(2, "0")} ${unit}`;
}
