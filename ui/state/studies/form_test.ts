import { deepEqual, equal, match } from "node:assert/strict";
import type { StrategyFields } from "../../operations/operations.ts";
import { EMPTY_BACKTEST } from "../backtest/form.ts";
import { withBacktestStrategy } from "../backtest/form.ts";
import { checkStudy, placedStudyError, startingStudy, type StudyForm, withVaried } from "./form.ts";

const number = (name: string, value: number) => ({
  name,
  type: "INTEGER" as const,
  default: value,
  min: 1,
  max: 2_000_000,
  step: 1,
  options: null,
  description: null,
});
const STRATEGY: StrategyFields = {
  name: "cross",
  description: "",
  language: "ts",
  path: "",
  error: null,
  constraints: [],
  parameters: [number("fast", 10), number("slow", 20), number("hold", 5)],
};
const BACKTEST = withBacktestStrategy(
  { ...EMPTY_BACKTEST, symbols: ["BTCUSDT"], source: "SIMULATED" },
  STRATEGY,
);
const FORM = startingStudy("SWEEP", BACKTEST, STRATEGY);

function range(form: StudyForm, name: string, from: string, to: string, step: string): StudyForm {
  const varied = { isOn: true, from, to, step, list: "" };
  return { ...form, varied: { ...form.varied, [name]: varied } };
}

Deno.test("the form opens with two parameters that vary, ready to be sent", () => {
  const { input, errors, combinations } = checkStudy(FORM, STRATEGY);
  deepEqual(errors, {});
  deepEqual(combinations, { all: 81, allowed: 81, tried: 81 });
  deepEqual(input?.parameters, { fast: "2:18:2", slow: "4:36:4", hold: 5 });
  deepEqual([input?.kind, input?.search, input?.windows], ["SWEEP", "GRID", undefined]);
  equal(input?.objective, undefined, "the service chooses the usual one");
});

Deno.test("too many combinations for a grid are few for a search at random", () => {
  const many = range(range(FORM, "fast", "1", "1000", "1"), "slow", "1", "1000", "1");
  const grid = checkStudy(many, STRATEGY);
  equal(grid.input, null);
  match(grid.errors["parameters"]!, /At most 100000 combinations are all tried/);
  const random = checkStudy({ ...many, search: "RANDOM", trials: "300" }, STRATEGY);
  deepEqual(random.combinations, { all: 1_000_000, allowed: 1_000_000, tried: 300 });
  deepEqual([random.input?.search, random.input?.trials], ["RANDOM", 300]);
});

Deno.test("nothing that varies, and a range that is none, are refused where they stand", () => {
  const none = { ...FORM, varied: withVaried(null, FORM).varied };
  match(checkStudy(none, STRATEGY).errors["parameters"]!, /at least one parameter/);
  const { errors, combinations } = checkStudy(range(FORM, "fast", "9", "3", "1"), STRATEGY);
  match(errors["parameters.fast"]!, /To: has to be at least/);
  deepEqual(combinations, { all: null, allowed: null, tried: null });
  match(checkStudy({ ...FORM, where: "fast slow" }, STRATEGY).errors["where"]!, /fast<slow/);
});

Deno.test("relations are told one by one", () => {
  const { input } = checkStudy({ ...FORM, where: "fast<slow, hold != 3" }, STRATEGY);
  deepEqual(input?.where, ["fast<slow", "hold != 3"]);
});

const RELATED: StrategyFields = { ...STRATEGY, constraints: ["fast < slow"] };

Deno.test("what the strategy declares is counted out of the combinations, and what is typed on top", () => {
  // fast 2, 4, … 18 by slow 4, 8, … 36: of the 81 these have slow > fast, for each fast in turn
  // 9 + 8 + 8 + 7 + 7 + 6 + 6 + 5 + 5.
  const { input, combinations } = checkStudy(FORM, RELATED);
  deepEqual(combinations, { all: 81, allowed: 61, tried: 61 });
  equal(input?.where, undefined, "the service knows them itself");
  // Without fast 18, five less.
  const fewer = checkStudy({ ...FORM, where: "fast!=18" }, RELATED);
  deepEqual(fewer.combinations, { all: 81, allowed: 56, tried: 56 });
  const random = checkStudy({ ...FORM, search: "RANDOM", trials: "500" }, RELATED);
  deepEqual(random.combinations, { all: 81, allowed: 61, tried: 61 });
});

Deno.test("of too many, or by a parameter that is unknown, it is not told how many are left", () => {
  const many = range(range(FORM, "fast", "1", "1000", "1"), "slow", "1", "1000", "1");
  const random = checkStudy({ ...many, search: "RANDOM", trials: "300" }, RELATED);
  deepEqual(random.combinations, { all: 1_000_000, allowed: null, tried: 300 });
  const { combinations } = checkStudy({ ...FORM, where: "fast<nothing" }, STRATEGY);
  deepEqual(combinations, { all: 81, allowed: null, tried: 81 });
});

Deno.test("relations that leave nothing are refused before they are sent", () => {
  const { errors } = checkStudy(range(FORM, "fast", "100", "200", "50"), RELATED);
  match(errors["parameters"]!, /No combination is left/);
  const held = { ...RELATED, constraints: ["hold < 3"] };
  equal(checkStudy(FORM, held).errors["parameters.hold"], "Hold < 3 has to hold");
});

Deno.test("what does not vary may break a relation with the default of what does", () => {
  const parameters = { ...BACKTEST.parameters, fast: "30" };
  const off = { ...FORM.varied, fast: { ...FORM.varied["fast"]!, isOn: false } };
  const form = { ...FORM, backtest: { ...BACKTEST, parameters }, varied: off };
  const { errors, combinations } = checkStudy(form, RELATED);
  deepEqual(errors, {});
  // slow 32 and 36 of its nine.
  deepEqual(combinations, { all: 9, allowed: 2, tried: 2 });
});

Deno.test("windows are so many or so long", () => {
  const walk: StudyForm = { ...FORM, kind: "WALK_FORWARD", isAnchored: true };
  deepEqual(checkStudy(walk, STRATEGY).input?.windows, { windows: 5, anchored: true });
  const long: StudyForm = { ...walk, windowsBy: "LENGTH", inSample: "2d", outOfSample: "12h" };
  deepEqual(checkStudy(long, STRATEGY).input?.windows, {
    inSampleMs: 172_800_000,
    outOfSampleMs: 43_200_000,
    anchored: true,
  });
  const { errors } = checkStudy({ ...long, outOfSample: "soon" }, STRATEGY);
  equal(errors["outOfSampleMs"], "Has to be as 90d, 12h or 30m");
});

Deno.test("what the service refuses is shown at its field, else beside the button", () => {
  const refused = (field: string | null, form = FORM) =>
    Object.keys(
      placedStudyError({ code: "BAD_USER_INPUT", message: "no", field }, form, STRATEGY),
    );
  deepEqual(refused("where"), ["where"]);
  deepEqual(refused("parameters.fast"), ["parameters.fast"]);
  deepEqual(refused("windows"), ["form"], "a sweep has no such field");
  deepEqual(refused("windows", { ...FORM, kind: "WALK_FORWARD" }), ["windows"]);
  deepEqual(refused("cash"), ["cash"]);
  deepEqual(refused(null), ["form"]);
});
