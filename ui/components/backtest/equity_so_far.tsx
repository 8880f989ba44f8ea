import { useEffect, useState } from "preact/hooks";
import type { BacktestProgressFields } from "../../operations/operations.ts";
import { type EquityNews, sparkPoints, withNews } from "../../state/backtest/equity_so_far.ts";

const WIDTH = 1_000;
const HEIGHT = 90;

/** The equity as it comes in; nothing before there are two points. */
export function EquitySoFar({ news }: { readonly news: BacktestProgressFields }) {
  const { progress, equitySoFar } = news;
  const [curve, setCurve] = useState<readonly EquityNews[]>([]);
  useEffect(() => {
    if (equitySoFar !== null) {
      setCurve((known) => withNews(known, { progress, equity: equitySoFar }));
    }
  }, [progress, equitySoFar]);
  if (curve.length < 2) return null;
  return (
    <svg
      class="equity-so-far"
      viewBox={`0 -2 ${WIDTH} ${HEIGHT + 4}`}
      preserveAspectRatio="none"
      role="img"
      aria-label="Equity so far"
      data-testid="equity-so-far"
    >
      <polyline points={sparkPoints(curve, WIDTH, HEIGHT)} />
    </svg>
  );
}
