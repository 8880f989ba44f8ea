import type { ParameterValue } from "../../../strategy/mod.ts";

/** Values of one parameter that are tried. */
export const MAX_AXIS_VALUES = 10_000;

/** One parameter and the values that are tried of it, in order, each once. */
export interface Axis {
  readonly name: string;
  readonly values: readonly ParameterValue[];
}
