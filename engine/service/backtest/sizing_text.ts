import { badInput, shown, type SizingSettings } from "../../domain/mod.ts";

/**
 * Sizing in one word: `fixed:0.5` is half a unit a trade, `equity:0.25` a quarter of the equity,
 * `risk:0.01` as much as loses 1 % of it at the stop.
 *
 * @throws InputError
 */
export function sizingSettings(text: string): SizingSettings {
  const [, method, number] = /^(fixed|equity|risk):(\d*\.?\d+(?:e-?\d+)?)$/i.exec(text) ?? [];
  const value = Number(number);
  const fraction = value > 0 && value <= 1;
  switch (method?.toLowerCase()) {
    case "fixed":
      if (value > 0) return { method: "FIXED", quantity: value };
      break;
    case "equity":
      if (fraction) return { method: "EQUITY", fraction: value };
      break;
    case "risk":
      if (fraction) return { method: "RISK", fraction: value };
  }
  throw badInput(
    `sizing cannot be ${shown(text)}: it has to be fixed:QUANTITY, equity:FRACTION or ` +
      "risk:FRACTION, such as fixed:0.1, equity:1 or risk:0.01; fractions are at most 1",
    "sizing",
  );
}
