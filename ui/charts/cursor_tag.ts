import type uPlot from "uplot";

/** Shows the value under the pointer on the axis at the right. @returns call whenever the pointer moves */
export function addCursorTag(plot: uPlot, text: (value: number) => string): () => void {
  const tag = document.createElement("div");
  tag.className = "cursor-tag";
  tag.hidden = true;
  plot.over.parentElement?.append(tag);
  return () => {
    const { top = -1 } = plot.cursor;
    // The other plots of a chart follow the pointer in time only.
    tag.hidden = top < 0 || !plot.over.matches(":hover");
    if (tag.hidden) return;
    tag.textContent = text(plot.posToVal(top, "y"));
    tag.style.left = `${plot.over.offsetLeft + plot.over.offsetWidth + 1}px`;
    tag.style.top = `${plot.over.offsetTop + top - 8}px`;
  };
}
