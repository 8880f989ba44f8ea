/** The dashboard reads relations itself, with code of its own: it has to come to what the engine comes to. */
import { deepEqual } from "node:assert/strict";
import { InputError } from "../../engine/domain/mod.ts";
import { type ParameterSpec, type ParameterValues, relationOf } from "../../engine/strategy/mod.ts";
import { isKnown, readRelation } from "../../ui/state/relations.ts";

const SPECS: readonly ParameterSpec[] = [
  { name: "fast", type: "INTEGER", default: 10 },
  { name: "slow_2", type: "NUMBER", default: 20 },
  { name: "Infinity", type: "NUMBER", default: 1 },
  { name: "short", type: "BOOLEAN", default: false },
  { name: "mode", type: "TEXT", default: "7" },
];
const VALUES: readonly ParameterValues[] = [
  { fast: 10, slow_2: 20, Infinity: 1, short: false, mode: "7" },
  { fast: 20, slow_2: 20, Infinity: 30, short: true, mode: "7" },
  { fast: 1, slow_2: -1.5, Infinity: 0.5, short: true, mode: "x" },
];

/** Whether each holds for the values above, and what it is about; null for what is refused. */
const CASES: readonly (readonly [string, boolean[] | null, string[]?])[] = [
  ["fast<slow_2", [true, false, false], ["fast", "slow_2"]],
  [" fast\t<=  slow_2 ", [true, true, false], ["fast", "slow_2"]],
  ["slow_2>fast", [true, false, false], ["slow_2", "fast"]],
  ["fast >= slow_2", [false, true, true], ["fast", "slow_2"]],
  ["fast != 1", [true, true, false], ["fast"]],
  ["-1.5 != slow_2", [true, true, false], ["slow_2"]],
  ["fast > .5", [true, true, true], ["fast"]],
  ["fast > 10.", [false, true, false], ["fast"]],
  ["fast < 010", [false, false, true], ["fast"]],
  ["short != 1", [true, false, false], ["short"]],
  ["short < fast", [true, true, false], ["short", "fast"]],
  ["fast < fast", [false, false, false], ["fast"]],
  ["fast < Infinity", [false, true, false], ["fast", "Infinity"]],
  ["1 < 2", [true, true, true], []],
  ...[
    ...["", " ", "fast", "fast slow_2", "fast <", "< fast", "fast < slow_2 < 9", "fast,slow_2"],
    ...["fast == slow_2", "fast = 1", "fast =< 1", "fast <> 1", "fast ! = 1", "fast < = 1"],
    ...["fast < 1.2.3", "fast < .", "fast < -.", "fast < -", "fast < --1", "fast < +1"],
    ...["fast < 1e3", "fast < 0x10", "fast < 1_000", "fast < -slow_2", "fast < slow_2 + 1"],
    ...["fast < nothing", "Fast < 1", "_fast < 1", "NaN != fast", "toString < fast"],
    ...["mode != 1", "fast < mode", "fast < größe", "fast < $slow_2"],
  ].map((text) => [text, null] as const),
];

for (const [text, outcome, names] of CASES) {
  Deno.test(`engine and dashboard read ${JSON.stringify(text)} alike`, () => {
    const expected = outcome && { names, outcome };
    deepEqual(byEngine(text), expected, "engine");
    deepEqual(byDashboard(text), expected, "dashboard");
  });
}

function byEngine(text: string) {
  try {
    const { names, holds } = relationOf(text, SPECS, "where");
    return { names, outcome: VALUES.map(holds) };
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

function byDashboard(text: string) {
  const relation = readRelation(text);
  if (relation === null || !isKnown(relation, VALUES[0]!)) return null;
  return { names: relation.names, outcome: VALUES.map(relation.holds) };
}
