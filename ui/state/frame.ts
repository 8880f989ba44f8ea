import { useCallback, useEffect, useRef } from "preact/hooks";

/**
 * Collects what arrives and hands it over once a frame, so that a burst of messages costs one
 * drawing. A hidden page draws no frames: its streams are closed, so little can pile up.
 */
export function useFrameBatch<T>(handle: (items: readonly T[]) => void): (item: T) => void {
  const waiting = useRef<T[]>([]);
  const frame = useRef(0);
  const latest = useRef(handle);
  latest.current = handle;
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return useCallback((item: T) => {
    waiting.current.push(item);
    if (frame.current !== 0) return;
    frame.current = requestAnimationFrame(() => {
      frame.current = 0;
      const items = waiting.current;
      waiting.current = [];
      latest.current(items);
    });
  }, []);
}
