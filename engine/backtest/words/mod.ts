/** How numbers and times of a backtest are written for people; null is `n/a`. */

export const NONE = "n/a";
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const MINUS = "−";

/** `1,234.50` */
export function number(value: number | null, decimals = 2): string {
  if (value === null || Number.isNaN(value)) return NONE;
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${MINUS}∞`;
  const text = Math.abs(value).toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
  return value < 0 && /[1-9]/.test(text) ? MINUS + text : text;
}

/** 0.1234 is `12.34 %`. */
export function percent(value: number | null): string {
  return value === null ? NONE : `${number(value * 100)} %`;
}

export function count(value: number | null): string {
  return number(value, 0);
}

/** Money as precise as prices of that size are told: dust of a cent matters to nobody with thousands. */
export function money(value: number | null): string {
  if (value === null) return NONE;
  const size = Math.abs(value);
  return number(value, size >= 1 || size === 0 ? 2 : 6);
}

/** `3 d 4 h`, `45 min`, `12 s`: the two largest units. */
export function duration(ms: number | null): string {
  if (ms === null) return NONE;
  const days = Math.floor(ms / DAY_MS);
  const hours = Math.floor(ms % DAY_MS / HOUR_MS);
  const minutes = Math.floor(ms % HOUR_MS / MINUTE_MS);
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (hours > 0) return minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  if (minutes > 0) return `${minutes} min`;
  return `${Math.round(ms / 1_000)} s`;
}

/** `1 candle`, `2 candles` */
export function counted(value: number, one: string): string {
  return `${count(value)} ${one}${value === 1 ? "" : "s"}`;
}

/** `2024-01-31 12:00`, with seconds where there are any; UTC. */
export function moment(time: number): string {
  const text = new Date(time).toISOString().replace("T", " ");
  return time % MINUTE_MS === 0 ? text.slice(0, 16) : text.slice(0, 19);
}
