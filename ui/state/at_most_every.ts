import { useCallback, useEffect, useRef } from "preact/hooks";

/** Calls `act` at once, and what comes too early once more at the end of the pause. */
export function useAtMostEvery(ms: number, act: () => void): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const calledAt = useRef(-Infinity);
  useEffect(() => () => {
    if (timer.current !== null) clearTimeout(timer.current);
  }, []);
  return useCallback(() => {
    if (timer.current !== null) return;
    const wait = Math.max(0, calledAt.current + ms - performance.now());
    timer.current = setTimeout(() => {
      timer.current = null;
      calledAt.current = performance.now();
      act();
    }, wait);
  }, [act, ms]);
}
