/** What a user does to a chart's view. */
export interface GestureTarget {
  /** @param share of the plot's width, positive towards newer bars */
  pan(share: number): void;
  /** @param factor below 1 shows less; @param anchor share of the width that stays in place */
  zoom(factor: number, anchor: number): void;
  follow(): void;
}

const WHEEL_ZOOM = 0.0015;
const KEY_STEP = 0.1;

/** Wheel zooms, drag and sideways wheel pan, two fingers pinch, double click follows. */
export function listenForGestures(over: HTMLElement, target: GestureTarget): void {
  const width = () => Math.max(1, over.clientWidth);
  over.addEventListener("wheel", (event) => {
    event.preventDefault();
    const isSideways = event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY);
    const delta = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 16 : 1;
    if (isSideways) return target.pan(((event.deltaX || event.deltaY) * delta) / width());
    const anchor = (event.clientX - over.getBoundingClientRect().left) / width();
    target.zoom(Math.exp(event.deltaY * delta * WHEEL_ZOOM), anchor);
  }, { passive: false });
  over.addEventListener("dblclick", () => target.follow());
  listenForPointers(over, target, width);
}

function listenForPointers(over: HTMLElement, target: GestureTarget, width: () => number): void {
  const pointers = new Map<number, number>();
  const distance = (): number => {
    const [a = 0, b = 0] = pointers.values();
    return Math.max(20, Math.abs(a - b));
  };
  over.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    over.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event.clientX);
    over.dataset["grabbed"] = "";
  });
  over.addEventListener("pointermove", (event) => {
    const before = pointers.get(event.pointerId);
    if (before === undefined || before === event.clientX) return;
    const apart = distance();
    pointers.set(event.pointerId, event.clientX);
    if (pointers.size === 2) target.zoom(apart / distance(), 0.5);
    else target.pan((before - event.clientX) / width());
  });
  const release = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    delete over.dataset["grabbed"];
  };
  over.addEventListener("pointerup", release);
  over.addEventListener("pointercancel", release);
}

/** Arrows pan, plus and minus zoom, End follows. @returns true when the key meant something */
export function applyKey(key: string, target: GestureTarget): boolean {
  switch (key) {
    case "ArrowLeft":
      target.pan(-KEY_STEP);
      return true;
    case "ArrowRight":
      target.pan(KEY_STEP);
      return true;
    case "+":
    case "=":
      target.zoom(0.8, 1);
      return true;
    case "-":
      target.zoom(1.25, 1);
      return true;
    case "End":
      target.follow();
      return true;
    default:
      return false;
  }
}
