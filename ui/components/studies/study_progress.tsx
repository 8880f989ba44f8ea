import { percent } from "../../format/numbers.ts";
import { scoreText, studyPace } from "../../format/study_words.ts";
import { figureSpec } from "../../format/study_words.ts";
import type { StudyDetail, StudyNews, StudyObjective } from "../../operations/operations.ts";
import { parametersWords } from "../../state/studies/words.ts";

/** How far one has come: as a bar, and in words. */
export function StudyProgressBar({ news }: { readonly news: StudyNews }) {
  if (news.status === "QUEUED") return <p class="progress quiet">Waits for its turn</p>;
  return (
    <div class="progress" data-testid="study-progress">
      <progress max={1} value={news.progress} aria-label="Progress" />
      <p class="number">
        <b>{percent(news.progress, 0)}</b> {studyPace(news)}
      </p>
    </div>
  );
}

/** A study under way on its own page: the bar, the window, the best so far. */
export function StudyUnderWay({ study }: { readonly study: StudyDetail }) {
  const { windowCount, windows, leader, objective, axes } = study;
  return (
    <section class="panel under-way" data-testid="study-under-way">
      <StudyProgressBar news={study} />
      {study.status === "RUNNING" && windowCount > 0 && (
        <p class="quiet">
          Window {Math.min(windowCount, windows.length + 1)} of {windowCount}
        </p>
      )}
      {leader !== null && (
        <p data-testid="leader">
          Best so far{windowCount > 0 && " in it"}:{" "}
          <b>{parametersWords(leader.parameters, axes)}</b>
          <Score objective={objective} score={leader.score} />, return{" "}
          {percent(leader.figures.totalReturn, 2)}
        </p>
      )}
    </section>
  );
}

interface ScoreProps {
  readonly objective: StudyObjective;
  readonly score: number | null;
}

function Score({ objective, score }: ScoreProps) {
  return <>, {figureSpec("score", objective).name} {scoreText(objective, score)}</>;
}
