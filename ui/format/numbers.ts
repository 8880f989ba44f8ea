/** What stands where there is no value. */
export const NOTHING = "–";
const MINUS = "−";

const cache = new Map<string, Intl.NumberFormat>();

/** English digits with thousands separators, whatever the browser's language: tables stay aligned. */
function grouped(value: number, least: number, most: number): string {
  const key = `${least} ${most}`;
  let format = cache.get(key);
  if (format === undefined) {
    format = new Intl.NumberFormat("en-US", {
      minimumFractionDigits: least,
      maximumFractionDigits: most,
    });
    cache.set(key, format);
  }
  return format.format(Math.abs(value));
}

function minus(value: number, text: string): string {
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** Decimals that a step needs: 0.01 has 2, 0.25 has 2, 5 has 0. */
export function decimalsOf(step: number): number {
  if (!(step > 0)) return 2;
  for (let decimals = 0; decimals <= 10; decimals++) {
    const scaled = step * 10 ** decimals;
    if (Math.abs(scaled - Math.round(scaled)) < 1e-6 && Math.round(scaled) > 0) return decimals;
  }
  return 10;
}

/** A price with the decimals of its step: `27,350.10`. */
export function price(value: number | null | undefined, step: number): string {
  if (value === null || value === undefined) return NOTHING;
  const decimals = decimalsOf(step);
  return minus(value, grouped(value, decimals, decimals));
}

/** A quantity with no more decimals than its step has: `0.25`. */
export function quantity(value: number | null | undefined, step: number): string {
  if (value === null || value === undefined) return NOTHING;
  return minus(value, grouped(value, 0, decimalsOf(step)));
}

/** Money in its currency's usual decimals: `10,000.00`. */
export function money(value: number | null | undefined): string {
  if (value === null || value === undefined) return NOTHING;
  return minus(value, grouped(value, 2, 2));
}

/** Profit or loss, with its sign: `+12.40`, `−3.10`, `0.00`. */
export function signed(value: number | null | undefined): string {
  if (value === null || value === undefined) return NOTHING;
  const text = grouped(value, 2, 2);
  if (!/[1-9]/.test(text)) return text;
  return (value > 0 ? "+" : MINUS) + text;
}

/** A fraction as a percentage: 0.625 is `62.5 %`. */
export function percent(value: number | null | undefined, decimals = 1): string {
  if (value === null || value === undefined) return NOTHING;
  return `${minus(value, grouped(value * 100, decimals, decimals))} %`;
}

/** A fraction as a percentage with no more decimals than it has: 0.03 is `3 %`, 0.0125 is `1.25 %`. */
export function share(value: number): string {
  return `${minus(value, grouped(value * 100, 0, 2))} %`;
}

/** A change as a percentage with its sign: `+0.42 %`. */
export function signedPercent(value: number | null | undefined): string {
  return value === null || value === undefined ? NOTHING : `${signed(value * 100)} %`;
}

/** A count, in full below a million: `12,345`, `4.21 M`. */
export function count(value: number | null | undefined): string {
  if (value === null || value === undefined) return NOTHING;
  if (Math.abs(value) >= 1e9) return `${minus(value, grouped(value / 1e9, 2, 2))} B`;
  if (Math.abs(value) >= 1e6) return `${minus(value, grouped(value / 1e6, 2, 2))} M`;
  return minus(value, grouped(value, 0, 0));
}

/** A traded volume, short enough for a legend: `845`, `12.4 k`. */
export function volume(value: number): string {
  if (value >= 1e9) return `${grouped(value / 1e9, 1, 2)} B`;
  if (value >= 1e6) return `${grouped(value / 1e6, 1, 2)} M`;
  if (value >= 1e4) return `${grouped(value / 1e3, 1, 1)} k`;
  return grouped(value, 0, value < 100 ? 3 : 0);
}

/** Any number of unknown size, with about six digits that count. */
export function anyNumber(value: number): string {
  if (!Number.isFinite(value)) return NOTHING;
  const size = Math.abs(value);
  const decimals = size >= 1_000 ? 2 : size >= 10 ? 3 : size >= 1 ? 5 : 6;
  return minus(value, grouped(value, 0, decimals));
}

/** Milliseconds of latency: `0.12 ms`, `14 ms`. */
export function latency(ms: number | null): string {
  if (ms === null) return NOTHING;
  return `${grouped(ms, 0, ms < 10 ? 2 : 0)} ms`;
}

/** `up`, `down` or `flat`: how a profit or loss is coloured. */
export function trend(value: number | null | undefined): "up" | "down" | "flat" {
  if (value === null || value === undefined || Math.abs(value) < 0.005) return "flat";
  return value > 0 ? "up" : "down";
}
