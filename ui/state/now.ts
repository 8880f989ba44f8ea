import { useEffect, useState } from "preact/hooks";

const TICK_MS = 1_000;

/** This machine's clock, once a second; for ages and the clock in the bar. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
