import { useLocation } from "preact-iso/router";
import { rangeWords } from "../../format/backtest_words.ts";
import { KIND_WORDS } from "../../format/study_words.ts";
import { plain } from "../../format/words.ts";
import type { StudyDetail } from "../../operations/operations.ts";
import { isUnderWay } from "../../state/backtest/list.ts";
import { BacktestStatusBadge } from "../backtest/backtest_status.tsx";
import { Icon } from "../icon.tsx";
import { StudyControls } from "./study_controls.tsx";

export interface StudyHeaderProps {
  readonly study: StudyDetail;
  readonly onChanged: () => void;
}

export function StudyHeader({ study, onChanged }: StudyHeaderProps) {
  const { route } = useLocation();
  const { id, kind, strategy, symbols, timeframe, status, data } = study;
  const name = `${KIND_WORDS[kind]} of ${plain(strategy)} on ${symbols.join(", ")}`;
  return (
    <header class="runner-header">
      <a class="icon-button" href="/studies" aria-label="All studies" title="All studies">
        <Icon name="back" />
      </a>
      <div class="runner-title">
        <h1>{name}</h1>
        <p>
          <span class="tag">{timeframe}</span>
          <span class="tag">{rangeWords(data)}</span>
          <span class="tag">{id}</span>
          <BacktestStatusBadge status={status} />
        </p>
      </div>
      <div class="runner-actions">
        {!isUnderWay(study) && (
          <a
            class="button"
            href={`/studies/new?again=${encodeURIComponent(id)}`}
            data-testid="study-again"
          >
            Run again with changes
          </a>
        )}
        <StudyControls
          study={study}
          name={name}
          onChanged={onChanged}
          onRemoved={() => route("/studies")}
        />
      </div>
    </header>
  );
}
