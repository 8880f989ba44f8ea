import { deepEqual } from "node:assert/strict";
import type { StudyDetail } from "../../operations/operations.ts";
import { studyAgain } from "./again.ts";
import { durationOf, durationText } from "./durations.ts";
import { checkStudy } from "./form.ts";
import { backtestOf, parametersIn, studySettings } from "./settings.ts";
import { CATALOGUE, STRATEGY, STUDY } from "./sample.ts";

const WINDOWS = { inSampleMs: 172_800_000, outOfSampleMs: 43_200_000, anchored: true };

Deno.test("a study again asks for the same", () => {
  const study: StudyDetail = {
    ...STUDY,
    kind: "WALK_FORWARD",
    settings: {
      ...STUDY.settings,
      parameters: { fast: "2:8:2", slow: 30 },
      where: ["fast<slow"],
      search: "RANDOM",
      trials: 7,
      objective: "calmar",
      minTrades: 3,
      windows: WINDOWS,
    },
  };
  const { input } = checkStudy(studyAgain(CATALOGUE, study), STRATEGY);
  const { kind, parameters, where, search, trials, objective, minTrades, windows, candlesOf } =
    input!;
  deepEqual({ kind, parameters, where, search, trials, objective, minTrades, windows }, {
    kind: "WALK_FORWARD",
    parameters: { fast: "2:8:2", slow: 30 },
    where: ["fast<slow"],
    search: "RANDOM",
    trials: 7,
    objective: "calmar",
    minTrades: 3,
    windows: WINDOWS,
  });
  deepEqual(candlesOf, "st1", "over the very same candles");
});

Deno.test("values that are no range come back as a list", () => {
  const study: StudyDetail = { ...STUDY, axes: [{ name: "fast", values: [2, 5, 30] }] };
  const { input } = checkStudy(studyAgain(CATALOGUE, study), STRATEGY);
  deepEqual(input?.parameters, { fast: [2, 5, 30], slow: 20 });
});

Deno.test("the address of a combination's backtest holds its parameters", () => {
  const address = new URL(backtestOf("st1", { fast: 4, mode: "a&b" }), "http://127.0.0.1");
  deepEqual(address.searchParams.get("study"), "st1");
  deepEqual(parametersIn(address.searchParams.get("parameters") ?? ""), { fast: 4, mode: "a&b" });
  deepEqual([parametersIn("[1]"), parametersIn("{"), parametersIn(undefined)], [null, null, null]);
});

Deno.test("lengths of time are written in the largest unit that fits", () => {
  const texts = ["30m", "12h", "90d"];
  deepEqual(texts.map((text) => durationText(durationOf(text)!)), texts);
  deepEqual(durationText(durationOf("2w")!), "14d");
  deepEqual([durationOf("0d"), durationOf("x"), durationOf("5")], [null, null, null]);
});

Deno.test("a study of before relations were kept shows none", () => {
  deepEqual(studySettings(STUDY).constraints, []);
  const settings = { ...STUDY.settings, constraints: ["fast < slow"] };
  deepEqual(studySettings({ settings }).constraints, ["fast < slow"]);
});
