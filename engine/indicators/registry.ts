import { shown } from "../domain/mod.ts";
import { atr } from "./atr.ts";
import { bollinger } from "./bollinger.ts";
import { ema } from "./ema.ts";
import { highest } from "./highest.ts";
import type { IndicatorDefinition } from "./indicator.ts";
import { lowest } from "./lowest.ts";
import { macd } from "./macd.ts";
import { rsi } from "./rsi.ts";
import { sma } from "./sma.ts";

/** Every indicator there is. A new one is its own file and its name here. */
export const INDICATORS = [sma, ema, rsi, macd, bollinger, atr, highest, lowest] as const;

const BY_NAME: ReadonlyMap<string, IndicatorDefinition> = new Map(
  INDICATORS.map((definition) => [definition.name, definition]),
);

/** `macd(12,26,9)`: names one series among all. */
export function indicatorKey(name: string, parameters: readonly number[]): string {
  return `${name}(${parameters.join(",")})`;
}

/**
 * Finds an indicator and checks its parameters; missing ones take their default.
 *
 * @throws RangeError naming the indicator, the parameter, the value and what would be right
 */
export function resolveIndicator(
  name: string,
  parameters: readonly number[],
): { definition: IndicatorDefinition; values: number[] } {
  const definition = BY_NAME.get(name);
  if (!definition) {
    throw new RangeError(
      `Unknown indicator ${shown(name)}: there are ${[...BY_NAME.keys()].join(", ")}`,
    );
  }
  const specs = definition.parameters;
  if (parameters.length > specs.length) {
    throw new RangeError(
      `${name} takes ${specs.map((p) => p.name).join(", ")}, not ${parameters.length} numbers`,
    );
  }
  const values = specs.map((spec, i) => {
    const value = parameters[i] ?? spec.default;
    const whole = !spec.integer || Number.isInteger(value);
    if (!(value >= spec.min && value <= spec.max) || !whole) {
      const kind = spec.integer ? "a whole number" : "a number";
      throw new RangeError(
        `${name}: ${spec.name} cannot be ${
          shown(value)
        }: it has to be ${kind} from ${spec.min} to ${spec.max}`,
      );
    }
    return value;
  });
  return { definition, values };
}
