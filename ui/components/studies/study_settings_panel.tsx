import { backtestSettingsWords } from "../../format/backtest_settings_words.ts";
import { count } from "../../format/numbers.ts";
import { plainText } from "../../format/flatten.ts";
import { figureSpec, SEARCH_WORDS } from "../../format/study_words.ts";
import { plain } from "../../format/words.ts";
import type { Json } from "../../operations/operation.ts";
import type { StudyDetail } from "../../operations/operations.ts";
import { settingsOf } from "../../state/backtest/settings.ts";
import { durationText } from "../../state/studies/durations.ts";
import { type StudySettings, studySettings } from "../../state/studies/settings.ts";
import { CopyText } from "../backtest/copy_text.tsx";
import { Fact, Panel } from "../figures.tsx";

/** What it was run with. */
export function StudySettingsPanel({ study }: { readonly study: StudyDetail }) {
  const { dataHash } = study;
  const settings = studySettings(study);
  const common = settingsOf(study);
  const groups = backtestSettingsWords(study, common);
  const sha = common.strategy?.sha256;
  return (
    <Panel title="Settings" testId="study-settings">
      <div class="settings-columns">
        <div>
          <h3>Search</h3>
          <dl>
            {searchFacts(study, settings).map(([name, text]) => (
              <Fact key={name} name={name}>{text}</Fact>
            ))}
          </dl>
        </div>
        {groups.filter(({ title }) => title !== "Parameters").map(({ title, rows }) => (
          <div key={title}>
            <h3>{title}</h3>
            <dl>
              {rows.map(({ name, text, hint }) => (
                <Fact key={name} name={name} {...(hint === undefined ? {} : { hint })}>{text}</Fact>
              ))}
            </dl>
          </div>
        ))}
        {dataHash !== null && (
          <div>
            <h3>Hashes</h3>
            <dl>
              <Fact name="Data" hint="Which candles">
                <CopyText text={dataHash} what="Data hash" />
              </Fact>
              {sha !== undefined && (
                <Fact name="Strategy" hint="Of the text that was run">
                  <CopyText text={sha} what="Strategy hash" />
                </Fact>
              )}
            </dl>
          </div>
        )}
      </div>
    </Panel>
  );
}

function searchFacts(
  { axes, objective }: StudyDetail,
  { parameters, constraints, where, search, trials, seed, minTrades, windows }: StudySettings,
): readonly (readonly [string, string])[] {
  const names = new Map(axes.map((axis) => [axis.name, axis]));
  return [
    ...Object.entries(parameters).map(([name, choice]) => {
      const axis = names.get(name);
      return [plain(name), axis === undefined ? text(choice) : valuesText(choice, axis.values)];
    }) satisfies [string, string][],
    ...(constraints.length > 0 ? [["Has to hold", constraints.join(", ")] as const] : []),
    ...(where.length > 0 ? [["Where", where.join(", ")] as const] : []),
    ["Search", SEARCH_WORDS[search].split(":")[0]!],
    ...(trials === undefined ? [] : [["Tries", count(trials)] as const]),
    ...(search === "GRID" ? [] : [["Seed", seed] as const]),
    ["Best by", figureSpec("score", objective).name],
    ["Trades, at least", count(minTrades)],
    ...windowFacts(windows),
  ];
}

function windowFacts(windows: StudySettings["windows"]): readonly (readonly [string, string])[] {
  if (windows === undefined) return [];
  const { windows: n, inSampleMs, outOfSampleMs, anchored = false } = windows;
  return [
    ...(typeof n === "number" ? [["Windows", count(n)] as const] : []),
    ...(typeof inSampleMs === "number" ? [["Searched", durationText(inSampleMs)] as const] : []),
    ...(typeof outOfSampleMs === "number"
      ? [["Tested", durationText(outOfSampleMs)] as const]
      : []),
    ["Windows begin", anchored ? "all at the start" : "one after another"],
  ];
}

function valuesText(choice: Json, values: Json): string {
  const n = Array.isArray(values) ? values.length : 0;
  return `${text(choice)} (${count(n)})`;
}

function text(choice: Json): string {
  if (Array.isArray(choice)) return choice.map(text).join(", ");
  return typeof choice === "string" ? choice : plainText(choice);
}
