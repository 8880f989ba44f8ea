import { useState } from "preact/hooks";
import { TRADING_MEANINGS, TRADING_WORDS } from "../format/trading_words.ts";
import type { TradingState } from "../operations/operations.ts";
import type { Mood } from "../state/feed_condition.ts";
import { useStore } from "../state/store.ts";
import { trading } from "../state/trading.ts";
import { EngineLimitsDialog } from "./engine_limits_dialog.tsx";
import { ExitsOnlyDialog } from "./exits_only_dialog.tsx";
import { Icon } from "./icon.tsx";
import { KillSwitchDialog } from "./kill_switch_dialog.tsx";

const MOODS: Readonly<Record<TradingState, Mood>> = {
  ACTIVE: "good",
  REDUCING: "warn",
  HALTED: "bad",
};

/** What the whole engine may do, and how to change that. */
export function TradingStrip() {
  const known = useStore(trading);
  const [asked, setAsked] = useState<"limits" | "exits" | "kill" | null>(null);
  if (known === null) return null;
  const { tradingState, openPositions } = known;
  const onClose = () => setAsked(null);
  return (
    <section class="trading-strip" aria-label="Trading of the whole engine">
      <span title={TRADING_MEANINGS[tradingState]}>
        <b>Trading</b>{" "}
        <span
          class={`mood is-${MOODS[tradingState]}`}
          data-testid="trading-state"
          data-state={tradingState}
        >
          <i class="dot" />
          {TRADING_WORDS[tradingState]}
        </span>
      </span>
      <span class="trading-actions">
        <button
          type="button"
          class="button small"
          onClick={() => setAsked("limits")}
          data-testid="engine-limits"
        >
          Engine limits
        </button>
        {tradingState !== "REDUCING" && (
          <button
            type="button"
            class="button small"
            onClick={() => setAsked("exits")}
            data-testid="exits-only"
          >
            Exits only
          </button>
        )}
        {tradingState !== "HALTED" && (
          <button
            type="button"
            class="button small is-kill"
            onClick={() => setAsked("kill")}
            data-testid="kill-switch"
          >
            <Icon name="power" /> Kill switch
          </button>
        )}
      </span>
      {asked === "limits" && <EngineLimitsDialog onClose={onClose} />}
      {asked === "exits" && <ExitsOnlyDialog from={tradingState} onClose={onClose} />}
      {asked === "kill" && <KillSwitchDialog openPositions={openPositions} onClose={onClose} />}
    </section>
  );
}
