import { resultWords } from "../format/trading_words.ts";
import type { TradingResult as Result } from "../operations/operations.ts";

export interface TradingResultProps {
  readonly result: Result;
  readonly onClose: () => void;
}

/** What a change of the trading state did, and what it could not do. */
export function TradingResult({ result, onClose }: TradingResultProps) {
  const { leftOpen, unanswered } = result;
  return (
    <div data-testid="trading-result">
      <p>{resultWords(result)}</p>
      {leftOpen.length > 0 && (
        <p class="is-warn">
          Still open, because no price is known: <RunnerLinks ids={leftOpen} />.
        </p>
      )}
      {unanswered.length > 0 && (
        <p class="is-warn">
          Did not answer in time:{" "}
          <RunnerLinks ids={unanswered} />. They obey before they see another price.
        </p>
      )}
      <footer class="dialog-actions">
        <button type="button" class="button" onClick={onClose} data-testid="close-result">
          Close
        </button>
      </footer>
    </div>
  );
}

function RunnerLinks({ ids }: { readonly ids: readonly string[] }) {
  return (
    <>
      {ids.map((id, index) => (
        <span key={id}>
          {index > 0 && ", "}
          <a class="link" href={`/runners/${encodeURIComponent(id)}`}>{id}</a>
        </span>
      ))}
    </>
  );
}
