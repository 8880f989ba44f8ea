/** The colours of a chart; read from the page's CSS so that there is one place for them. */
export interface Palette {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly surface: string;
  readonly up: string;
  readonly down: string;
  readonly upSoft: string;
  readonly downSoft: string;
  readonly accent: string;
  readonly warn: string;
  readonly liquidation: string;
  readonly lines: readonly string[];
  readonly font: string;
}

/** Colours come resolved (`light-dark()` and all), as a canvas needs them. */
export function readPalette(element: Element): Palette {
  const probe = document.createElement("span");
  element.append(probe);
  const style = getComputedStyle(probe);
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return style.color;
  };
  const palette = {
    text: read("--text"),
    muted: read("--text-muted"),
    grid: read("--chart-grid"),
    surface: read("--surface"),
    up: read("--up"),
    down: read("--down"),
    upSoft: read("--up-soft"),
    downSoft: read("--down-soft"),
    accent: read("--accent"),
    warn: read("--warn"),
    liquidation: read("--liquidation"),
    lines: [1, 2, 3, 4, 5, 6].map((n) => read(`--line-${n}`)),
    font: style.fontFamily,
  };
  probe.remove();
  return palette;
}

/** The colour of line `index`; of a histogram for −1. */
export function lineColor(palette: Palette, index: number): string {
  return index < 0 ? palette.muted : palette.lines[index % palette.lines.length] ?? palette.text;
}

/** The same palette with its line colours starting `by` further on. */
export function rotated(palette: Palette, by: number): Palette {
  const lines = palette.lines.map((_, index) => lineColor(palette, index + by));
  return { ...palette, lines };
}
