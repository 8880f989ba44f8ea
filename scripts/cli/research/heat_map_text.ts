import type { HeatMap } from "../../../engine/backtest/research/mod.ts";
import { scoreText } from "./words.ts";

/** More columns than these are shades instead of numbers. */
const NUMBER_COLUMNS = 12;
/** Rows and columns at the most: of more, every so many are left out. */
const MOST = 60;
/** From the worst to the best fifth. */
const SHADES = ["·", "░", "▒", "▓", "█"] as const;
const NOTHING = " ";

/** A heat map for the terminal: scores where there is room for them, else five shades. */
export function heatMapText(map: HeatMap): string {
  const rows = every(map.y.values.length);
  const columns = every(map.x.values.length);
  const isNumbers = columns.length <= NUMBER_COLUMNS;
  const shade = shadeOf(map);
  const cell = (score: number | null) =>
    isNumbers
      ? score === null ? "" : `${scoreText(map.objective, score)}${shade(score)}`
      : shade(score);
  const cells = rows.map((row) => columns.map((column) => cell(map.cells[row]![column]!)));
  const heads = columns.map((column) => String(map.x.values[column]));
  const labels = rows.map((row) => String(map.y.values[row]));
  const width = isNumbers
    ? Math.max(...[...cells.flat(), ...heads].map((text) => text.length)) + 2
    : 1;
  const labelWidth = Math.max(map.y.name.length, ...labels.map((text) => text.length)) + 2;
  const lines = cells.map((row, i) =>
    labels[i]!.padStart(labelWidth - 2) + "  " + row.map((text) => text.padStart(width)).join("")
  );
  const head = isNumbers
    ? heads.map((text) => text.padStart(width)).join("")
    : `${heads[0]} … ${heads.at(-1)}`;
  return [
    `${map.objective} by ${map.y.name} (down) and ${map.x.name} (across), ${
      SHADES.join("")
    } worst to best`,
    " ".repeat(labelWidth) + head,
    ...lines,
  ].map((line) => line.trimEnd()).join("\n");
}

function every(length: number): number[] {
  const step = Math.ceil(length / MOST);
  return Array.from({ length: Math.ceil(length / step) }, (_, i) => i * step);
}

/** By its place between the worst and the best. */
function shadeOf({ cells }: HeatMap): (score: number | null) => string {
  const scores = cells.flat().filter((score) => score !== null);
  const worst = Math.min(...scores);
  const best = Math.max(...scores);
  return (score) => {
    if (score === null) return NOTHING;
    const place = best > worst ? (score - worst) / (best - worst) : 1;
    return SHADES[Math.min(SHADES.length - 1, Math.floor(place * SHADES.length))]!;
  };
}
