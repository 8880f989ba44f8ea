import type { MessageFault } from "./kinds.ts";

const DECIMAL = /"(-?\d+\.\d+)"/g;

/** What comes in place of a text, none of it what the protocol says. */
export function spoil(text: string, fault: MessageFault): string {
  switch (fault) {
    case "BAD_JSON":
      return `<html>${text.slice(0, 20)}`;
    case "CUT":
      return text.slice(0, text.length >> 1);
    case "NUMBER":
      return withDecimal(text, (value) => value);
    case "NAN":
      return withDecimal(text, () => '"NaN"');
    case "NULL":
      return withDecimal(text, () => "null");
    case "WRONG_SYMBOL":
      return text.replaceAll(/"s":"\w+"/g, '"s":"WRONGUSDT"');
    default:
      return text;
  }
}

/** One of the decimals is replaced: another one in each text, always the same in one. */
function withDecimal(text: string, replace: (value: string) => string): string {
  const count = text.match(DECIMAL)?.length ?? 0;
  const chosen = text.length % Math.max(1, count);
  let index = 0;
  return text.replaceAll(DECIMAL, (all, value) => index++ === chosen ? replace(value) : all);
}
