import type { Json } from "../../operations/operation.ts";

/**
 * From dark blue over green to yellow: of even steps to any eye, colour-blind ones too (viridis, Smith & van der
 * Walt 2015).
 */
const STOPS = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
] as const;
/** Lighter colours are written on in black: either way the contrast is 4.5 at least. */
const LIGHT_FROM = 0.43;

/** Values row by row, as the API's JSON has them. */
export type HeatCells = readonly (readonly (number | null)[])[];

export function cellsOf(json: Json): HeatCells {
  if (!Array.isArray(json)) return [];
  return json.map((row) =>
    Array.isArray(row) ? row.map((value) => typeof value === "number" ? value : null) : []
  );
}

/** Values of a parameter, as a heading has them. */
export function headingsOf(values: Json): readonly string[] {
  return Array.isArray(values) ? values.map(String) : [];
}

export interface HeatScale {
  readonly worst: number;
  readonly best: number;
  /** 0 for the worst to 1 for the best. */
  place(value: number): number;
}

/** @returns null where there is no value at all */
export function heatScale(cells: HeatCells, isLessBetter: boolean): HeatScale | null {
  const values = cells.flat().filter((value) => value !== null);
  if (values.length === 0) return null;
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const [worst, best] = isLessBetter ? [most, least] : [least, most];
  return {
    worst,
    best,
    place: (value) => best === worst ? 1 : (value - worst) / (best - worst),
  };
}

export function heatColor(place: number): string {
  const at = Math.min(1, Math.max(0, place)) * (STOPS.length - 1);
  const low = Math.min(STOPS.length - 2, Math.floor(at));
  const [from, to] = [STOPS[low]!, STOPS[low + 1]!];
  const mixed = from.map((part, i) => Math.round(part + (to[i]! - part) * (at - low)));
  return `rgb(${mixed.join(" ")})`;
}

export function heatInk(place: number): string {
  return place >= LIGHT_FROM ? "#000000" : "#ffffff";
}

/** The place that a key leads to from another, within the grid; null for keys that lead nowhere. */
export function stepped(
  [row, column]: readonly [number, number],
  key: string,
  rows: number,
  columns: number,
): readonly [number, number] | null {
  const steps: Readonly<Record<string, readonly [number, number]>> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Home: [0, -columns],
    End: [0, columns],
  };
  const step = steps[key];
  if (step === undefined) return null;
  const clamp = (value: number, size: number) => Math.min(size - 1, Math.max(0, value));
  return [clamp(row + step[0], rows), clamp(column + step[1], columns)];
}
