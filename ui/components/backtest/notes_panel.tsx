import { count } from "../../format/numbers.ts";
import { codeWords } from "../../format/code_words.ts";
import { fullTime, readableTimes } from "../../format/times.ts";
import type { BacktestDetail } from "../../operations/operations.ts";
import { Panel } from "../figures.tsx";

/** What the strategy logged, what was refused, limits that were reached. */
export function NotesPanel({ backtest }: { readonly backtest: BacktestDetail }) {
  const { log, logLeftOut, faults, faultCount, openPositions } = backtest;
  const rejections = rejectionsOf(backtest);
  const hasLog = log.length > 0 || logLeftOut > 0;
  if (!hasLog && rejections.length === 0 && faultCount === 0 && openPositions === 0) return null;
  return (
    <Panel title="Notes" testId="backtest-notes">
      {rejections.length > 0 && (
        <p class="panel-text">
          Refused orders:{" "}
          {rejections.map(([code, n]) => `${codeWords(code)} ${count(n)}`).join(", ")}
        </p>
      )}
      {openPositions > 0 && (
        <p class="panel-text">
          {counted(openPositions, "position")}{" "}
          still open at the end: in the equity, but no trade. “Close at the end” makes it one.
        </p>
      )}
      {faultCount > 0 && (
        <>
          <h3 class="panel-text is-down" data-testid="fault-count">
            {counted(faultCount, "error")} of the strategy
          </h3>
          <ol class="notes-list">
            {faults.map((fault, index) => (
              <Note key={index} {...fault} kind="ERROR" text={fault.message} />
            ))}
            <Rest n={faultCount - faults.length} word="error" />
          </ol>
        </>
      )}
      {hasLog && (
        <>
          {logLeftOut > 0 && (
            <h3 class="panel-text" data-testid="log-count">
              Log, the first {count(log.length)} of {counted(log.length + logLeftOut, "line")}
            </h3>
          )}
          <ol class="notes-list">
            {log.map((note, index) => <Note key={index} {...note} />)}
            <Rest n={logLeftOut} word="line" />
          </ol>
        </>
      )}
    </Panel>
  );
}

interface NoteProps {
  readonly time: number;
  readonly symbol: string | null;
  readonly kind: string;
  readonly text: string;
}

const KIND_WORDS: Readonly<Record<string, string>> = { WARNING: "warning", RISK: "limit" };

function Note({ time, symbol, kind, text }: NoteProps) {
  const word = KIND_WORDS[kind];
  return (
    <li>
      <span class="quiet number">{fullTime(time)}</span> {symbol !== null && <b>{symbol}</b>}{" "}
      {word !== undefined && <span class="tag">{word}</span>} {readableTimes(text)}
    </li>
  );
}

/** What is counted, but not kept. */
function Rest({ n, word }: { readonly n: number; readonly word: string }) {
  if (n <= 0) return null;
  return <li class="quiet" data-testid="notes-left-out">… and {counted(n, word)} more</li>;
}

const counted = (n: number, word: string) => `${count(n)} ${word}${n === 1 ? "" : "s"}`;

function rejectionsOf({ rejections }: BacktestDetail): [string, number][] {
  if (typeof rejections !== "object" || rejections === null) return [];
  return Object.entries(rejections).map(([code, n]) => [code, Number(n)]);
}
