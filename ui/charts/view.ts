/** What part of time a chart shows, in milliseconds; with `isFollowing` its right edge is the newest bar's. */
export interface View {
  readonly min: number;
  readonly max: number;
  readonly isFollowing: boolean;
}

/** What there is to be shown. */
export interface Extent {
  /** Open times of the first and the last bar. */
  readonly first: number;
  readonly last: number;
  readonly barMs: number;
}

/** Empty room behind the newest bar, in bars. */
const ROOM_BARS = 4;
const FEWEST_BARS = 10;
/** At least so many bars stay in sight when the user pans past an end. */
const STAYING_BARS = 3;

const newestEdge = ({ last, barMs }: Extent): number => last + ROOM_BARS * barMs;

/** The newest `bars` bars. */
export function newest(extent: Extent, bars: number): View {
  const max = newestEdge(extent);
  return { min: max - (bars + ROOM_BARS) * extent.barMs, max, isFollowing: true };
}

/** The view after new bars came: moved along when it follows, untouched when it does not. */
export function afterData(view: View, extent: Extent): View {
  if (!view.isFollowing) return view;
  const max = newestEdge(extent);
  return max === view.max ? view : { ...view, min: max - (view.max - view.min), max };
}

/** @param factor below 1 shows less; @param anchor the time that stays where it is */
export function zoomed(view: View, extent: Extent, factor: number, anchor: number): View {
  const span = view.max - view.min;
  const widest = Math.max(newestEdge(extent) - extent.first + extent.barMs, FEWEST_BARS * 2);
  const wanted = Math.min(Math.max(span * factor, FEWEST_BARS * extent.barMs), widest * 1.05);
  const fixed = view.isFollowing ? view.max : anchor;
  const min = fixed - (fixed - view.min) * (wanted / span);
  return bounded({ ...view, min, max: min + wanted }, extent);
}

/** Moved by `ms`; stops following, and follows again once the newest bar's edge is back. */
export function panned(view: View, extent: Extent, ms: number): View {
  const moved = bounded({ ...view, min: view.min + ms, max: view.max + ms }, extent);
  const edge = newestEdge(extent);
  const isFollowing = Math.abs(moved.max - edge) < extent.barMs * 0.75 && ms > 0;
  return { ...moved, isFollowing };
}

/** The same zoom at the newest bar. */
export function following(view: View, extent: Extent): View {
  return afterData({ ...view, isFollowing: true }, extent);
}

function bounded(view: View, extent: Extent): View {
  const stay = STAYING_BARS * extent.barMs;
  const [earliestMax, latestMin] = [extent.first + stay, extent.last - stay];
  const shift = view.max < earliestMax
    ? earliestMax - view.max
    : view.min > latestMin
    ? latestMin - view.min
    : 0;
  return { ...view, min: view.min + shift, max: view.max + shift };
}
