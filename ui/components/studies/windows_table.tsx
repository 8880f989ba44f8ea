import { count, signedPercent, trend } from "../../format/numbers.ts";
import { figureSpec, scoreText } from "../../format/study_words.ts";
import { DAY, day, fullTime } from "../../format/times.ts";
import type { StudyDetail, StudyWindowFields } from "../../operations/operations.ts";
import { parametersWords } from "../../state/studies/words.ts";
import { backtestOf } from "../../state/studies/settings.ts";
import { Panel } from "../figures.tsx";

/** Window by window: the time searched, what was best in it, and what that was worth after. */
export function WindowsTable({ study }: { readonly study: StudyDetail }) {
  const { windows, windowCount, objective } = study;
  return (
    <Panel
      title={windows.length === windowCount
        ? "Windows"
        : `Windows, ${windows.length} of ${windowCount}`}
      testId="windows"
    >
      <div class="table-scroll">
        <table class="rows">
          <thead>
            <tr>
              <th>Searched, UTC</th>
              <th>Tested, UTC</th>
              <th>Chosen</th>
              <th class="number">{figureSpec("score", objective).name}</th>
              <th class="number">Return searched</th>
              <th class="number">Return tested</th>
              <th class="number">Trades tested</th>
              <th />
            </tr>
          </thead>
          <tbody>
            {windows.map((window) => (
              <Row key={window.outOfSampleFrom} window={window} study={study} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

interface RowProps {
  readonly window: StudyWindowFields;
  readonly study: StudyDetail;
}

function Row({ window, study }: RowProps) {
  const { parameters, score, inSample, outOfSample } = window;
  const { id, axes, objective } = study;
  return (
    <tr data-testid="window-row">
      <td class="time">{spanWords(window.inSampleFrom, window.inSampleTo)}</td>
      <td class="time">{spanWords(window.outOfSampleFrom, window.outOfSampleTo)}</td>
      <td>{parametersWords(parameters, axes)}</td>
      <td class="number">{scoreText(objective, score)}</td>
      <td class="number">
        <Return value={inSample?.totalReturn ?? null} />
      </td>
      <td class="number">
        <Return value={outOfSample?.totalReturn ?? null} />
      </td>
      <td class="number">{outOfSample === null ? "none" : count(outOfSample.trades)}</td>
      <td class="number">
        {parameters !== null && (
          <a class="cell-link" href={backtestOf(id, parameters)}>Run as backtest</a>
        )}
      </td>
    </tr>
  );
}

function Return({ value }: { readonly value: number | null }) {
  return (
    <span class={`is-${trend(value === null ? null : value * 100)}`}>
      {value === null ? "n/a" : signedPercent(value)}
    </span>
  );
}

/** Days where they begin and end at midnight, else the time of day as well. */
function spanWords(from: number, to: number): string {
  const hasDays = from % DAY === 0 && to % DAY === 0;
  const text = (time: number) => hasDays ? day(time) : fullTime(time).slice(0, -3);
  return `${text(from)} – ${text(to)}`;
}
