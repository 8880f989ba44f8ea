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
  deepEqual(combinations, { all: 81, tried: 81 });
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
  deepEqual(random.combinations, { all: 1_000_000, tried: 300 });
  deepEqual([random.input?.search, random.input?.trials], ["RANDOM", 300]);
});

Deno.test("nothing that varies, and a range that is none, are refused where they stand", () => {
  const none = { ...FORM, varied: withVaried(null, FORM).varied };
  match(checkStudy(none, STRATEGY).errors["parameters"]!, /at least one parameter/);
  const { errors, combinations } = checkStudy(range(FORM, "fast", "9", "3", "1"), STRATEGY);
  match(errors["parameters.fast"]!, /To: has to be at least/);
  deepEqual(combinations, { all: null, tried: null });
  match(checkStudy({ ...FORM, where: "fast slow" }, STRATEGY).errors["where"]!, /fast<slow/);
});

Deno.test("relations are told one by one", () => {
  const { input } = checkStudy({ ...FORM, where: "fast<slow, hold != 3" }, STRATEGY);
  deepEqual(input?.where, ["fast<slow", "hold != 3"]);
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
