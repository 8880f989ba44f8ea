/**
 * Market time of the step that a runner takes. Its parts share it: a number that is handed from one to the
 * other would be put in a box of its own each time.
 */
export class Moment {
  /** A number from the beginning: a field that was ever something else costs an allocation to set. */
  now = NaN;

  constructor(now: number) {
    this.now = now;
  }
}
