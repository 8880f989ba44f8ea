/** Something over time. */
export interface Curve {
  /** Ascending. */
  readonly time: readonly number[];
  readonly value: readonly number[];
}

/** Several curves over the times of all of them. */
export interface JoinedCurves {
  readonly time: readonly number[];
  /** One row a curve: its last value at each time; null before its first time and after its last. */
  readonly values: readonly (readonly (number | null)[])[];
}

/** Growth since the start: 0.1 where 10 % more is there than at first. */
export function grown(values: readonly number[], initial: number): number[] {
  return values.map((value) => value / initial - 1);
}

export function joined(curves: readonly Curve[]): JoinedCurves {
  const time = [...new Set(curves.flatMap((curve) => curve.time))].sort((a, b) => a - b);
  return { time, values: curves.map((curve) => heldOver(curve, time)) };
}

function heldOver({ time, value }: Curve, over: readonly number[]): (number | null)[] {
  const last = time.at(-1) ?? -Infinity;
  let row = -1;
  return over.map((at) => {
    while (row + 1 < time.length && time[row + 1]! <= at) row++;
    return at > last ? null : value[row] ?? null;
  });
}
