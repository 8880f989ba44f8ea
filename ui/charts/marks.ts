/** `small arrow` is a part of an order, `cross` a liquidation. */
export type MarkShape = "arrow" | "hollow arrow" | "small arrow" | "square" | "diamond" | "cross";

/** A fill, at its bar. */
export interface FillMark {
  readonly id: string;
  readonly time: number;
  readonly side: "BUY" | "SELL";
  readonly price: number;
  readonly shape: MarkShape;
  /** What the tooltip says, line by line. */
  readonly text: readonly string[];
}

/** A mark where it was drawn, in CSS pixels of the plot. */
export interface PlacedMark {
  readonly mark: FillMark;
  readonly x: number;
  readonly y: number;
}

/** How near the pointer has to be, in CSS pixels. */
const REACH = 14;

/** The mark nearest to a point; null when none is near. */
export function markAt(placed: readonly PlacedMark[], x: number, y: number): PlacedMark | null {
  let best: PlacedMark | null = null;
  let least = REACH * REACH;
  for (const each of placed) {
    const distance = (each.x - x) ** 2 + (each.y - y) ** 2;
    if (distance > least) continue;
    least = distance;
    best = each;
  }
  return best;
}
