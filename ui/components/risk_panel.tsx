import { useState } from "preact/hooks";
import { BREACH_WORDS, isLossLock, orderLimits, sizingWords } from "../format/risk_words.ts";
import { ReleaseRisk, type SnapshotFields } from "../operations/operations.ts";
import { notify } from "../state/notices.ts";
import type { RunnerDetail } from "../state/runner_live.ts";
import { useAction } from "../state/use_action.ts";
import { ConfirmDialog } from "./confirm_dialog.tsx";
import { Fact, Panel } from "./figures.tsx";
import { Icon } from "./icon.tsx";
import { LimitBar } from "./limit_bar.tsx";
import { RiskDialog } from "./risk_dialog.tsx";

export interface RiskPanelProps {
  readonly detail: RunnerDetail;
  readonly snapshot: SnapshotFields;
  readonly onChanged: () => void;
}

/** How large orders are, how far each limit is used, and what was reached. */
export function RiskPanel({ detail, snapshot, onChanged }: RiskPanelProps) {
  const [asked, setAsked] = useState<"edit" | "release" | null>(null);
  const { risk, symbol, status } = detail;
  const isLocked = snapshot.risk.some(isLossLock);
  const onClose = () => setAsked(null);
  return (
    <Panel
      title="Risk"
      testId="risk"
      aside={status !== "STOPPED" && (
        <button
          type="button"
          class="icon-button"
          aria-label="Change size and limits"
          title="Change"
          onClick={() => setAsked("edit")}
          data-testid="edit-risk"
        >
          <Icon name="edit" />
        </button>
      )}
    >
      {snapshot.risk.map((each) => <LimitBar key={each.rule} status={each} />)}
      {isLocked && status !== "STOPPED" && (
        <button
          type="button"
          class="button small"
          onClick={() => setAsked("release")}
          data-testid="release-risk"
        >
          Release
        </button>
      )}
      <dl class="facts">
        <Fact name="Size" hint="Of orders that name no quantity">
          {sizingWords(risk.sizing, symbol)}
        </Fact>
        {orderLimits(risk, snapshot.risk).map(({ name, text }) => (
          <Fact key={name} name={name}>{text}</Fact>
        ))}
        {hasLossLimit(risk) && <Fact name="At a loss limit">{BREACH_WORDS[risk.onBreach]}</Fact>}
      </dl>
      {asked === "edit" && <RiskDialog detail={detail} onChanged={onChanged} onClose={onClose} />}
      {asked === "release" && <ReleaseDialog id={detail.id} onClose={onClose} />}
    </Panel>
  );
}

function hasLossLimit(
  { maxDailyLoss, maxDrawdown, maxConsecutiveLosses }: RunnerDetail["risk"],
): boolean {
  return maxDailyLoss !== null || maxDrawdown !== null || maxConsecutiveLosses !== null;
}

function ReleaseDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const release = useAction(ReleaseRisk);
  const act = async () => {
    const answer = await release.run({ id });
    if (!answer.ok) return setRefusal(answer.error.message);
    notify("done", "Limits released");
    onClose();
  };
  return (
    <ConfirmDialog
      title="Release the limits on losses?"
      action="Release"
      isBusy={release.isBusy}
      error={refusal}
      onConfirm={act}
      onClose={onClose}
      testId="release-risk"
    >
      Trading goes on at once. Highest equity, losses in a row and the day's loss are counted anew
      from here.
    </ConfirmDialog>
  );
}
