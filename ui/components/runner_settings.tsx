import { FEED_NATURES, feedHint } from "../format/feed_words.ts";
import { DECIDE_ON_WORDS, FEED_WORDS } from "../format/words.ts";
import type { DecideOn, Feed, FeedLine } from "../operations/operations.ts";
import { type CreateForm, OWN_ACCOUNT, TIMEFRAMES } from "../state/create_form.ts";
import type { Errors } from "../state/parameter_form.ts";
import { NumberField, SelectField } from "./field.tsx";

export interface RunnerSettingsProps {
  readonly form: CreateForm;
  /** What the chosen symbol can be fed from. */
  readonly feeds: readonly Feed[];
  /** How the services' feeds are. */
  readonly health: readonly FeedLine[];
  /** What the chosen symbol is paid in. */
  readonly currency: string;
  readonly errors: Errors;
  readonly onChange: (form: CreateForm) => void;
}

const TIMEFRAME_OPTIONS = TIMEFRAMES.map((value) => ({ value, text: value }));
const DECIDE_ON: readonly DecideOn[] = ["CANDLE", "TICK"];
const DECIDE_ON_OPTIONS = DECIDE_ON.map((value) => ({ value, text: DECIDE_ON_WORDS[value] }));

export function RunnerSettings(props: RunnerSettingsProps) {
  const { form, feeds, health, currency, errors, onChange } = props;
  const feedOptions = feeds.map((value) => ({
    value,
    text: `${FEED_WORDS[value]} (${FEED_NATURES[value].word})`,
  }));
  const timeframe = TIMEFRAMES.find((value) => value === form.timeframe) ?? null;
  return (
    <>
      <h3>Settings</h3>
      <div class="fields">
        <SelectField
          label="Feed"
          isWide
          testId="feed"
          error={errors["feed"]}
          hint={form.feed === null
            ? "Depends on the symbol"
            : feedHint(form.feed, health, Date.now())}
          value={form.feed}
          options={feedOptions}
          isDisabled={feeds.length === 0}
          onValue={(feed) => onChange({ ...form, feed })}
        />
        <SelectField
          label="Timeframe"
          testId="timeframe"
          error={errors["timeframe"]}
          value={timeframe}
          options={TIMEFRAME_OPTIONS}
          onValue={(value) => onChange({ ...form, timeframe: value })}
        />
        <SelectField
          label="Decides on"
          error={errors["decideOn"]}
          value={form.decideOn}
          options={DECIDE_ON_OPTIONS}
          onValue={(decideOn) => onChange({ ...form, decideOn })}
        />
        <NumberField
          label="Window"
          aside="candles"
          testId="window-size"
          error={errors["windowSize"]}
          value={form.windowSize}
          onValue={(windowSize) => onChange({ ...form, windowSize })}
          min={2}
          step={1}
        />
        {form.account === OWN_ACCOUNT && (
          <NumberField
            label="Cash"
            aside={currency}
            testId="cash"
            error={errors["cash"]}
            value={form.cash}
            onValue={(cash) => onChange({ ...form, cash })}
            min={0.01}
          />
        )}
      </div>
    </>
  );
}
