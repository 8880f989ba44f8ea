import { backtestSettingsWords } from "../../format/backtest_settings_words.ts";
import { rangeWords } from "../../format/backtest_words.ts";
import { NOTHING } from "../../format/numbers.ts";
import { plain } from "../../format/words.ts";
import type { Compared } from "../../state/backtest/compared.ts";
import { differences, settingsOf } from "../../state/backtest/settings.ts";
import { Panel } from "../figures.tsx";
import { CompareHead } from "./compare_head.tsx";

/** What was different, and nothing else. */
export function CompareSettings({ compared }: { readonly compared: readonly Compared[] }) {
  const rows = differences(compared.map(settingRows));
  return (
    <Panel title="What differs" testId="compare-settings">
      {rows.length === 0
        ? <p class="quiet panel-text">Nothing: settings and candles are the same.</p>
        : (
          <div class="table-scroll">
            <table class="rows compare">
              <CompareHead compared={compared} />
              <tbody>
                {rows.map(({ name, values }) => (
                  <tr key={name}>
                    <th scope="row">{name}</th>
                    {values.map((value, index) => (
                      <td key={index} class="number">{value ?? NOTHING}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
    </Panel>
  );
}

const SHOWN_HASH = 12;

function settingRows(backtest: Compared): (readonly [string, string])[] {
  const { strategy, data, dataHash } = backtest;
  const settings = settingsOf(backtest);
  const worded = backtestSettingsWords(backtest, settings).flatMap(({ title, rows }) =>
    rows.map(({ name, text }): [string, string] => [`${title}: ${name}`, text])
  );
  const text = settings.strategy?.sha256.slice(0, SHOWN_HASH);
  return [
    ["Strategy", plain(strategy)],
    ...text === undefined ? [] : [["Strategy's text", text] as const],
    ["Range", rangeWords(data)],
    ["Candles", (dataHash ?? "").slice(0, SHOWN_HASH)],
    ...worded,
  ];
}
