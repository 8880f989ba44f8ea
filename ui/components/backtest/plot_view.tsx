import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { type Palette, readPalette } from "../../charts/result/mod.ts";
import { useStore } from "../../state/store.ts";
import { colorsChanged } from "../../state/theme.ts";

/** Something drawn that can be taken away again. */
interface Drawn {
  destroy(): void;
}

/** What a chart is drawn into. */
export interface PlotPlace {
  readonly host: HTMLElement;
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  /** What is at the pointer, shown above the chart. */
  readonly say: (...parts: readonly string[]) => void;
}

export interface PlotViewProps {
  readonly title: string;
  readonly height: number;
  /** Must be the same function as long as nothing else is to be drawn. */
  readonly draw: (place: PlotPlace) => Drawn;
  /** At the right of the title. */
  readonly aside?: ComponentChildren;
  readonly testId: string;
}

/** A chart with its title and what is at the pointer; drawn again when it is wider, or in other colours. */
export function PlotView({ title, height, draw, aside, testId }: PlotViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const [reading, setReading] = useState<readonly string[]>([]);
  const width = useWidth(host);
  const colors = useStore(colorsChanged);
  useEffect(() => {
    const element = host.current;
    if (element === null || width === 0) return;
    const palette = readPalette(element);
    const say = (...parts: readonly string[]) => setReading(parts);
    const drawn = draw({ host: element, palette, width, height, say });
    return () => drawn.destroy();
  }, [draw, width, height, colors]);
  return (
    <figure class="panel plot" data-testid={testId}>
      <figcaption class="panel-head">
        <h2>{title}</h2>
        <output class="number">{reading.map((part) => <span key={part}>{part}</span>)}</output>
        {aside}
      </figcaption>
      <div
        ref={host}
        class="plot-host"
        style={{ height: `${height}px` }}
        role="img"
        aria-label={title}
      />
    </figure>
  );
}

function useWidth(host: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (host.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(host.current);
    return () => observer.disconnect();
  }, []);
  return width;
}
