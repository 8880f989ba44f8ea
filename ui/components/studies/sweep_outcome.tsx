import { useRef, useState } from "preact/hooks";
import { count } from "../../format/numbers.ts";
import type { StudyDetail } from "../../operations/operations.ts";
import { isUnderWay } from "../../state/backtest/list.ts";
import { Callout } from "../callout.tsx";
import { BestTable } from "./best_table.tsx";
import { CombinationPanel } from "./combination_panel.tsx";
import { HeatMapPanel } from "./heat_map_panel.tsx";
import { OverfittingNote } from "./overfitting_note.tsx";

/** What a sweep found; nothing before it is over. */
export function SweepOutcome({ study }: { readonly study: StudyDetail }) {
  const { best, combinationCount } = study;
  const [chosen, setChosen] = useState<number | null>(null);
  const panel = useRef<HTMLDivElement>(null);
  if (isUnderWay(study) || combinationCount === 0) return null;
  const shown = chosen ?? best?.number ?? null;
  const choose = (number: number) => {
    setChosen(number);
    panel.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
  };
  return (
    <>
      <Failures study={study} />
      <OverfittingNote study={study} />
      <div ref={panel}>
        {shown !== null && (
          <CombinationPanel
            key={shown}
            study={study}
            number={shown}
            isBest={shown === best?.number}
          />
        )}
      </div>
      <HeatMapPanel study={study} chosen={shown} onChoose={choose} />
      <BestTable study={study} chosen={shown} onChoose={choose} />
    </>
  );
}

function Failures({ study }: { readonly study: StudyDetail }) {
  const { combinationCount, scored, failed, firstFailure } = study;
  if (failed > 0) {
    return (
      <Callout mood="bad" testId="study-failures">
        {count(failed)} of {count(combinationCount)} combinations failed; the first: {firstFailure}.
        {" "}
        <i>Where</i> in the form leaves out what need not be tried.
      </Callout>
    );
  }
  if (scored > 0) return null;
  if (study.status === "CANCELED") {
    return (
      <Callout mood="warn" testId="study-failures">
        No combination that was finished by then has a score.
      </Callout>
    );
  }
  return (
    <Callout mood="warn" testId="study-failures">
      None of {count(combinationCount)}{" "}
      combinations has a score: too few trades, or too little time for the figure that was asked
      for.
    </Callout>
  );
}
