import { price, signedPercent, trend } from "../format/numbers.ts";
import { moment } from "../format/times.ts";
import { DECIDE_ON_WORDS, FEED_WORDS, plain } from "../format/words.ts";
import { ReloadStrategy, type SnapshotFields } from "../operations/operations.ts";
import { notify } from "../state/notices.ts";
import type { RunnerDetail } from "../state/runner_live.ts";
import { useAction } from "../state/use_action.ts";
import { StaleBadge, StateSteps, StatusBadge } from "./badges.tsx";
import { Icon } from "./icon.tsx";
import { RunnerControls } from "./runner_controls.tsx";

export interface RunnerHeaderProps {
  readonly detail: RunnerDetail;
  readonly snapshot: SnapshotFields;
  readonly onChanged: () => void;
  readonly onRemoved: (id: string) => void;
}

export function RunnerHeader({ detail, snapshot, onChanged, onRemoved }: RunnerHeaderProps) {
  const { id, symbol, strategy, timeframe, feed } = detail;
  return (
    <header class="runner-header">
      <a class="icon-button" href="/" aria-label="Back to all runners" title="All runners">
        <Icon name="back" />
      </a>
      <div class="runner-title">
        <h1>
          {symbol.code} <small>{symbol.name}</small>
        </h1>
        <p>
          <span title={strategy.description}>{plain(strategy.name)}</span>
          <em class="tag">{timeframe}</em>
          <em class="tag">{FEED_WORDS[feed]}</em>
          <em class="tag" title="When the strategy is asked">{DECIDE_ON_WORDS[detail.decideOn]}</em>
          <em class="tag" title="Runner">{id}</em>
        </p>
      </div>
      <LastPrice detail={detail} snapshot={snapshot} />
      <div class="runner-state">
        <StatusBadge status={snapshot.status} />
        <StateSteps state={snapshot.state} />
        {snapshot.stale && <StaleBadge />}
      </div>
      <div class="runner-actions">
        <ReloadButton id={id} isStopped={snapshot.status === "STOPPED"} onChanged={onChanged} />
        <RunnerControls
          id={id}
          name={`${symbol.code} ${plain(strategy.name)}`}
          status={snapshot.status}
          hasPosition={snapshot.position !== null}
          onChanged={onChanged}
          onRemoved={onRemoved}
          isLarge
        />
      </div>
    </header>
  );
}

function LastPrice({ detail, snapshot }: Pick<RunnerHeaderProps, "detail" | "snapshot">) {
  const { candle, asOf } = snapshot;
  if (candle === null) return <div class="last-price" />;
  const change = candle.open === 0 ? 0 : candle.close / candle.open - 1;
  return (
    <div class="last-price number" data-testid="last-price">
      <b>{price(candle.close, detail.symbol.priceStep)}</b>
      <small>{detail.symbol.quote}</small>
      <span class={`is-${trend(change * 100)}`} title="Since the candle opened">
        {signedPercent(change)}
      </span>
      <time title="Market time of the last data">{moment(asOf, Date.now())} UTC</time>
    </div>
  );
}

interface ReloadButtonProps {
  readonly id: string;
  readonly isStopped: boolean;
  readonly onChanged: () => void;
}

function ReloadButton({ id, isStopped, onChanged }: ReloadButtonProps) {
  const reload = useAction(ReloadStrategy);
  const act = async () => {
    const answer = await reload.run({ id });
    if (!answer.ok) return notify("error", answer.error.message);
    notify("done", `${plain(answer.data.reloadStrategy.strategy.name)} read anew`);
    onChanged();
  };
  return (
    <button
      type="button"
      class="button"
      title="Read the strategy's file anew; position and context stay"
      disabled={isStopped || reload.isBusy}
      onClick={act}
      data-testid="reload-strategy"
    >
      <Icon name="reload" /> Reload strategy
    </button>
  );
}
