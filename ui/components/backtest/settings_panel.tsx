import { backtestSettingsWords } from "../../format/backtest_settings_words.ts";
import type { BacktestDetail } from "../../operations/operations.ts";
import type { BacktestSettings } from "../../state/backtest/settings.ts";
import { Fact, Panel } from "../figures.tsx";
import { CopyText } from "./copy_text.tsx";

export interface SettingsPanelProps {
  readonly backtest: BacktestDetail;
  readonly settings: BacktestSettings;
}

/** What it was run with, and the hashes that tell whether another one had the same. */
export function SettingsPanel({ backtest, settings }: SettingsPanelProps) {
  const { tradesHash, dataHash } = backtest;
  const hashes: readonly (readonly [string, string | null, string])[] = [
    ["Trades", tradesHash, "The same settings over the same candles give the same"],
    ["Data", dataHash, "Which candles"],
    ["Strategy", settings.strategy?.sha256 ?? null, "Of the text that was run"],
  ];
  return (
    <Panel title="Settings" testId="backtest-settings">
      <div class="settings-columns">
        {backtestSettingsWords(backtest, settings).map(({ title, rows }) => (
          <div key={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map(({ name, text, hint }) => (
                <Fact key={name} name={name} {...(hint === undefined ? {} : { hint })}>{text}</Fact>
              ))}
            </dl>
          </div>
        ))}
        {tradesHash !== null && (
          <div>
            <h3>Hashes</h3>
            <dl>
              {hashes.map(([name, hash, hint]) =>
                hash !== null && (
                  <Fact key={name} name={name} hint={hint} testId={`hash-${name.toLowerCase()}`}>
                    <CopyText text={hash} what={`${name} hash`} />
                  </Fact>
                )
              )}
            </dl>
          </div>
        )}
      </div>
    </Panel>
  );
}
