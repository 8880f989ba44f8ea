import { useState } from "preact/hooks";
import { moment } from "../format/times.ts";
import { TRADING_MEANINGS } from "../format/trading_words.ts";
import { useStore } from "../state/store.ts";
import { trading } from "../state/trading.ts";
import { Icon } from "./icon.tsx";
import { ReleaseDialog } from "./release_dialog.tsx";

const TITLES = { REDUCING: "Exits only", HALTED: "Trading is halted" } as const;

/** Says on every page that the whole engine does not trade as usual, since when, why, and what that means. */
export function TradingBanner() {
  const known = useStore(trading);
  const [isAsking, setAsking] = useState(false);
  if (known === null || known.tradingState === "ACTIVE") return null;
  const { tradingState, tradingStateSince, tradingStateReason, openPositions } = known;
  return (
    <div
      class={`trading-banner is-${tradingState.toLowerCase()}`}
      role="alert"
      data-testid="trading-banner"
      data-state={tradingState}
    >
      <Icon name="warning" />
      <p>
        <b>{TITLES[tradingState]}</b>
        {tradingStateSince !== null && (
          <>
            {" "}since <time>{moment(tradingStateSince, Date.now())}</time> UTC
          </>
        )}
        {tradingStateReason !== null && <>{" "}({tradingStateReason})</>}.{" "}
        {TRADING_MEANINGS[tradingState]}
        {tradingState === "HALTED" && <b>{withoutStop(openPositions)}</b>}
      </p>
      <button
        type="button"
        class="button small"
        onClick={() => setAsking(true)}
        data-testid="release"
      >
        Release
      </button>
      {isAsking && <ReleaseDialog state={tradingState} onClose={() => setAsking(false)} />}
    </div>
  );
}

function withoutStop(openPositions: number): string {
  if (openPositions === 0) return "";
  return openPositions === 1 ? " 1 position is open." : ` ${openPositions} positions are open.`;
}
