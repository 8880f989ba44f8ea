/**
 * Market time of the step that a runner takes. Its parts share it: a number that is handed from one to the
 * other would be put in a box of its own each time.
 */
export class Moment {
  /** NaN before the first: a field that is always a number costs no allocation to set. */
  now: number;

  constructor(now: number) {
    this.now = now;
  }
}
