import { useMemo } from "preact/hooks";
import { TimeGroup } from "../../charts/result/mod.ts";
import { figureText } from "../../format/figure_groups.ts";
import { percent } from "../../format/numbers.ts";
import { efficiencyWords } from "../../format/study_words.ts";
import {
  type BacktestCurveColumns,
  StudyCurve,
  type StudyDetail,
} from "../../operations/operations.ts";
import { currencyOf, settingsOf } from "../../state/backtest/settings.ts";
import { useQuery } from "../../state/use_query.ts";
import { EquityPanels } from "../backtest/equity_panels.tsx";
import { ResultTiles } from "../backtest/result_tiles.tsx";
import { ZoomOut } from "../backtest/zoom_out.tsx";
import { Callout } from "../callout.tsx";
import { WindowsTable } from "./windows_table.tsx";

const POINTS = 1_000;

/** What a walk-forward found, window by window, and what that was worth after. */
export function WalkOutcome({ study }: { readonly study: StudyDetail }) {
  const { id, outcome, windows } = study;
  const currency = currencyOf(settingsOf(study));
  return (
    <>
      {outcome !== null && (
        <>
          <Verdict outcome={outcome} windows={windows.length} />
          <section aria-label="Where it was tested, as one run">
            <ResultTiles figures={outcome.figures} currency={currency} />
          </section>
          <Curve id={id} currency={currency} />
        </>
      )}
      {windows.length > 0 && <WindowsTable study={study} />}
    </>
  );
}

interface VerdictProps {
  readonly outcome: NonNullable<StudyDetail["outcome"]>;
  readonly windows: number;
}

function Verdict({ outcome: { efficiency, profitableShare, figures }, windows }: VerdictProps) {
  const won = Math.round((profitableShare ?? 0) * windows);
  const hasLasted = efficiency !== null && efficiency >= 0.5 && (figures.totalReturn ?? 0) > 0;
  return (
    <Callout mood={hasLasted ? "good" : "warn"} testId="efficiency">
      Efficiency {figureText({ kind: "ratio" }, efficiency)}: {efficiencyWords(efficiency)}. {won}
      {" "}
      of {windows} windows earned something where they were tested, all together{" "}
      {percent(figures.totalReturn, 2)}.
    </Callout>
  );
}

interface CurveProps {
  readonly id: string;
  readonly currency: string;
}

function Curve({ id, currency }: CurveProps) {
  const { data, error } = useQuery(StudyCurve, { id, points: POINTS });
  if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
  const curve = data?.study?.curve;
  if (curve === undefined) return <p class="loading charts-loading">Loading the curve…</p>;
  if (curve.time.length === 0) return null;
  return <Charts id={id} curve={curve} currency={currency} />;
}

type ChartsProps = CurveProps & { readonly curve: BacktestCurveColumns };

function Charts({ id, curve, currency }: ChartsProps) {
  const group = useMemo(() => {
    const [min, max] = [curve.time[0] ?? 0, curve.time.at(-1) ?? 1];
    return new TimeGroup(`study-${id}`, { min, max: max > min ? max : min + 1 });
  }, [id, curve]);
  return (
    <>
      <p class="study-curve-head">
        <span class="quiet">All times tested on, one after another, as one account</span>
        <ZoomOut group={group} />
      </p>
      <EquityPanels curve={curve} group={group} currency={currency} />
    </>
  );
}
