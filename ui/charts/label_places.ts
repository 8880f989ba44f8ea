/** In CSS pixels, as everything here. */
export const LABEL_HEIGHT = 15;
/** Room between two labels beside each other. */
const GAP = 6;

/** A label that wants to stand at `y`, counted from the top of the plot. */
export interface WantedLabel {
  readonly y: number;
  readonly width: number;
}

export interface LabelPlace {
  readonly x: number;
  /** Of its middle. */
  readonly y: number;
}

/**
 * Where labels stand so that none covers another: at the left, just above their line, or further to
 * the right where one stands already, or in the next row where there is no room. Labels of lines out
 * of sight stand at the edge.
 */
export function labelPlaces(
  labels: readonly WantedLabel[],
  plot: { readonly width: number; readonly height: number },
): LabelPlace[] {
  const taken: (LabelPlace & WantedLabel)[] = [];
  const places = new Map<WantedLabel, LabelPlace>();
  for (const label of [...labels].sort((a, b) => a.y - b.y)) {
    const place = freePlace(label, taken, plot);
    taken.push({ ...place, width: label.width });
    places.set(label, place);
  }
  return labels.map((label) => places.get(label) ?? { x: 0, y: label.y });
}

function freePlace(
  { y, width }: WantedLabel,
  taken: readonly (LabelPlace & WantedLabel)[],
  plot: { readonly width: number; readonly height: number },
): LabelPlace {
  const half = LABEL_HEIGHT / 2;
  const row = Math.min(Math.max(y - half, half), plot.height - half);
  // From the middle of the plot on, further rows go up, so that none leaves it.
  const step = row < plot.height / 2 ? LABEL_HEIGHT : -LABEL_HEIGHT;
  for (let at = row; at >= half && at <= plot.height - half; at += step) {
    const x = freeX(at, width, taken);
    if (x === 0 || x + width <= plot.width) return { x, y: at };
  }
  return { x: 0, y: row };
}

/** How far to the right a label has to go in a row. */
function freeX(
  y: number,
  width: number,
  taken: readonly (LabelPlace & WantedLabel)[],
): number {
  const inRow = taken.filter((other) => Math.abs(other.y - y) < LABEL_HEIGHT)
    .sort((a, b) => a.x - b.x);
  let x = 0;
  for (const other of inRow) {
    if (x + width + GAP <= other.x) break;
    x = Math.max(x, other.x + other.width + GAP);
  }
  return x;
}
