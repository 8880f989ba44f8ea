import { count } from "../../format/numbers.ts";
import { codeWords } from "../../format/code_words.ts";
import { readableTimes } from "../../format/times.ts";
import type { BacktestDetail } from "../../operations/operations.ts";
import { Panel } from "../figures.tsx";

/** What the strategy logged, what was refused, limits that were reached. */
export function NotesPanel({ backtest }: { readonly backtest: BacktestDetail }) {
  const { notes } = backtest;
  const rejections = rejectionsOf(backtest);
  if (notes.length === 0 && rejections.length === 0) return null;
  return (
    <Panel title="Notes" testId="backtest-notes">
      {rejections.length > 0 && (
        <p class="panel-text">
          Refused orders:{" "}
          {rejections.map(([code, n]) => `${codeWords(code)} ${count(n)}`).join(", ")}
        </p>
      )}
      <ol class="notes-list">
        {notes.map((note, index) => <li key={index}>{readableTimes(note)}</li>)}
      </ol>
    </Panel>
  );
}

function rejectionsOf({ rejections }: BacktestDetail): [string, number][] {
  if (typeof rejections !== "object" || rejections === null) return [];
  return Object.entries(rejections).map(([code, n]) => [code, Number(n)]);
}
