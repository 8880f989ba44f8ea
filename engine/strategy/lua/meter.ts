/**
 * What one call into a strategy may use up.
 *
 * This file is bundled *into* `dist/fengari.js`: the patched interpreter counts here, in its own
 * loops, because a hook sees no library call. Everybody else takes the one meter from
 * `fengari.ts`; importing it from here would make a second one that nobody counts on.
 */

/** The budget of one call. */
export interface CallLimits {
  /** VM instructions; library loops pay for their turns in the same coin. */
  readonly instructions: number;
  /** Wall-clock milliseconds, looked at only by calls of more than {@link SLICE} instructions. */
  readonly timeMs: number;
  /** Steps of `string.find`, `match`, `gmatch` and `gsub`. */
  readonly patternSteps: number;
  /** Bytes of Lua values made in the call, garbage included. */
  readonly allocation: number;
  /** Bytes of the longest string. */
  readonly stringLength: number;
}

export type ExhaustedCode =
  | "INSTRUCTION_LIMIT"
  | "TIME_LIMIT"
  | "PATTERN_LIMIT"
  | "MEMORY_LIMIT";

/**
 * A budget is used up. Not a Lua error: `pcall` and `xpcall` let it through, so a script has no
 * way to go on.
 */
export class Exhausted extends Error {
  override readonly name = "Exhausted";
  readonly code: ExhaustedCode;
  constructor(code: ExhaustedCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** Instructions between two looks at the clock. */
export const SLICE = 1_000;

/** What host code runs with between calls; a small integer, so that counting stays cheap. */
const PLENTY = 1_000_000_000;

/** Bytes a value costs in V8, measured on live heaps and rounded up. */
export const COST = { string: 220, stringByte: 2, table: 250, entry: 210, closure: 150, cell: 56 };

export class Meter {
  /** Instructions until {@link refill}. */
  ticks = PLENTY;
  /** Instructions behind the current slice. */
  rest = 0;
  patterns = PLENTY;
  bytes = PLENTY;
  longest = PLENTY;
  /** When the call has to be over; NaN until its first slice has gone by. */
  deadline = NaN;
  limits: CallLimits | null = null;
  now: () => number = () => 0;

  /** Starts the budget of one call. */
  begin(limits: CallLimits, now: () => number): void {
    const slice = limits.instructions < SLICE ? limits.instructions : SLICE;
    this.ticks = slice;
    this.rest = limits.instructions - slice;
    this.patterns = limits.patternSteps;
    this.bytes = limits.allocation;
    this.longest = limits.stringLength;
    this.deadline = NaN;
    this.limits = limits;
    this.now = now;
  }

  /** Ends it: host code may go on counting without running out. */
  end(): void {
    this.ticks = PLENTY;
    this.rest = 0;
    this.patterns = PLENTY;
    this.bytes = PLENTY;
    this.longest = PLENTY;
    this.limits = null;
  }

  /** Pays for `n` turns of a library's loop. */
  work(n: number): void {
    if ((this.ticks -= n) < 0) this.refill();
  }

  /** Pays for `n` steps of pattern matching. */
  matched(n: number): void {
    if ((this.patterns -= n) < 0) this.noPatterns();
  }

  /** Pays for `n` bytes. */
  charge(n: number): void {
    if ((this.bytes -= n) < 0) this.noMemory();
  }

  /** Takes the next slice of instructions, or ends the call. */
  refill(): void {
    const limits = this.limits;
    if (limits === null) {
      this.ticks = PLENTY;
      return;
    }
    this.rest += this.ticks;
    if (this.rest < 0) {
      throw new Exhausted(
        "INSTRUCTION_LIMIT",
        `stopped after ${grouped(limits.instructions)} instructions in one call`,
      );
    }
    const now = this.now();
    if (!(this.deadline === this.deadline)) this.deadline = now + limits.timeMs;
    else if (now > this.deadline) {
      throw new Exhausted("TIME_LIMIT", `stopped after ${limits.timeMs} ms in one call`);
    }
    this.ticks = this.rest < SLICE ? this.rest : SLICE;
    this.rest -= this.ticks;
  }

  noPatterns(): void {
    if (this.limits === null) return this.end();
    const steps = grouped(this.limits.patternSteps);
    throw new Exhausted("PATTERN_LIMIT", `stopped after ${steps} pattern steps in one call`);
  }

  noMemory(): void {
    if (this.limits === null) return this.end();
    const bytes = grouped(this.limits.allocation);
    throw new Exhausted(
      "MEMORY_LIMIT",
      `stopped after making ${bytes} bytes of values in one call`,
    );
  }

  /** A string of `length` bytes was asked for. */
  tooLong(length: number): never {
    throw new Exhausted(
      "MEMORY_LIMIT",
      `a string of ${grouped(length)} bytes is longer than ${grouped(this.longest)}`,
    );
  }
}

function grouped(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The only one in its thread: calls into Lua never nest. */
export const meter: Meter = new Meter();
