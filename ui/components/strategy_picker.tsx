import { plain } from "../format/words.ts";
import type { StrategyFields } from "../operations/operations.ts";

export interface StrategyPickerProps {
  readonly strategies: readonly StrategyFields[];
  readonly chosen: string | null;
  readonly error?: string | undefined;
  readonly onChoose: (strategy: StrategyFields) => void;
}

export function StrategyPicker({ strategies, chosen, error, onChoose }: StrategyPickerProps) {
  return (
    <fieldset
      class={error === undefined ? "picker" : "picker is-wrong"}
      data-testid="strategy-picker"
    >
      <legend>Strategy</legend>
      <div class="picker-list">
        {strategies.map((strategy) => (
          <label
            key={strategy.name}
            class={strategy.error === null ? "option is-tall" : "option is-tall is-broken"}
            title={strategy.path}
            data-testid={`strategy-${strategy.name}`}
          >
            <input
              type="radio"
              name="strategy"
              disabled={strategy.error !== null}
              checked={strategy.name === chosen}
              onChange={() => onChoose(strategy)}
            />
            <span>
              <b>{plain(strategy.name)}</b> <em class="tag">{strategy.language}</em>
              {strategy.error === null
                ? <small>{strategy.description}</small>
                : <small class="fault">{strategy.error}</small>}
            </span>
          </label>
        ))}
        {strategies.length === 0 && (
          <p class="hint">There is no strategy file in the strategies folder.</p>
        )}
      </div>
      <p class="fault">{error}</p>
    </fieldset>
  );
}
