import type { Palette } from "../charts/result/mod.ts";

/** Something drawn that can be taken away again; a uPlot is one. */
interface Drawn {
  destroy(): void;
}

type Draw = (panel: Panel, palette: Palette, width: number) => Drawn;

/** A place in the page for a chart, with a line above it that says what is at the pointer. */
export class Panel {
  readonly host: HTMLElement;
  readonly #reading: Element | null;
  readonly #draw: Draw;
  #drawn: Drawn | null = null;

  private constructor(figure: Element, host: HTMLElement, draw: Draw) {
    this.host = host;
    this.#reading = figure.querySelector("output");
    this.#draw = draw;
  }

  /** @returns null where the page has no such place */
  static find(id: string, draw: Draw): Panel | null {
    const figure = document.getElementById(id);
    const host = figure?.querySelector<HTMLElement>(".plot");
    return figure && host ? new Panel(figure, host, draw) : null;
  }

  draw(palette: Palette): void {
    this.#drawn?.destroy();
    this.#drawn = this.#draw(this, palette, this.host.clientWidth);
  }

  say(...parts: string[]): void {
    const spans = parts.map((part) => {
      const span = document.createElement("span");
      span.textContent = part;
      return span;
    });
    this.#reading?.replaceChildren(...spans);
  }
}
