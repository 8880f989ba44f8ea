/**
 * Numbers as C's `printf` writes them.
 *
 * Bundled into `dist/fengari.js` in place of `sprintf-js`, which keeps every format it has seen
 * for ever (a script could fill the heap with them), has no `%g` of C's and wraps at 32 bits.
 */
const DIRECTIVE = /%([-+ #0]*)(\d*)(?:\.(\d*))?([a-zA-Z])/;

/** Replaces the one directive in `format` by `value`; the text around it stays. */
export function sprintf(format: string, value: number): string {
  return format.replace(DIRECTIVE, (_all, flags: string, width: string, dot, kind: string) => {
    const precision = dot === undefined ? -1 : Number(dot);
    const sign = "oxX".includes(kind) ? "" : signOf(value, flags);
    return pad(sign + digitsOf(kind, value, precision, flags), flags, {
      width: Number(width),
      zeros: flags.includes("0") && Number.isFinite(value) &&
        (precision < 0 || !"diuoxX".includes(kind)),
    });
  });
}

function signOf(value: number, flags: string): string {
  if (value < 0 || Object.is(value, -0)) return "-";
  return flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
}

/** Digits without sign. */
function digitsOf(kind: string, value: number, precision: number, flags: string): string {
  switch (kind) {
    case "d":
    case "i":
    case "u":
      return whole(value, 10, precision);
    case "o":
      return whole(unsigned(value), 8, precision);
    case "x":
      return (flags.includes("#") && value !== 0 ? "0x" : "") +
        whole(unsigned(value), 16, precision);
    case "X":
      return digitsOf("x", value, precision, flags).toUpperCase();
    default: {
      const text = Number.isFinite(value)
        ? decimal(kind.toLowerCase(), Math.abs(value), precision < 0 ? 6 : precision, flags)
        : Number.isNaN(value)
        ? "nan"
        : "inf";
      return kind === kind.toUpperCase() ? text.toUpperCase() : text;
    }
  }
}

/** Bit pattern of a negative number as hexadecimal and octal show it: 32 bits where it fits. */
function unsigned(value: number): number | bigint {
  if (value >= 0) return value;
  return value >= -(2 ** 31) ? value >>> 0 : BigInt.asUintN(64, BigInt(value));
}

function whole(value: number | bigint, base: number, precision: number): string {
  const positive = typeof value === "number" ? Math.abs(value) : value;
  if (precision === 0 && positive === 0) return "";
  // A number past 1e21 would print with an exponent.
  const text = (typeof positive === "number" ? BigInt(positive) : positive).toString(base);
  return text.padStart(precision, "0");
}

function decimal(kind: string, value: number, precision: number, flags: string): string {
  if (kind === "f") return fixed(value, precision) + (flags.includes("#") && !precision ? "." : "");
  if (kind === "e") return exponent(value.toExponential(Math.min(precision, 100)));
  return general(value, precision || 1, flags.includes("#"));
}

/** `toFixed` turns to exponents at 1e21 and rounds halves up; C does neither. */
function fixed(value: number, precision: number): string {
  if (value >= 1e21) {
    return BigInt(value).toString() + (precision > 0 ? "." + "0".repeat(precision) : "");
  }
  const text = value.toFixed(precision);
  // 30 more digits show whether the value lies exactly between two neighbours.
  const rest = value.toFixed(Math.min(100, precision + 30)).slice(text.length).replace(".", "");
  const half = /^50*$/.test(rest) && rest.length > 1;
  return half && Number(text.at(-1)) % 2 === 1 ? lowered(text) : text;
}

/** One less in the last digit, which is odd. */
function lowered(text: string): string {
  return text.slice(0, -1) + String(Number(text.at(-1)) - 1);
}

/** `1.5e+7` is `1.5e+07` in C. */
function exponent(text: string): string {
  return text.replace(/e([+-])(\d)$/, "e$10$2");
}

/** `%g`: whichever of `%e` and `%f` is shorter, without trailing zeros. */
function general(value: number, precision: number, keepZeros: boolean): string {
  const scientific = value.toExponential(Math.min(precision, 100) - 1);
  const power = Number(scientific.slice(scientific.indexOf("e") + 1));
  if (power < -4 || power >= precision) {
    const [digits = "", tail = ""] = scientific.split("e");
    return exponent(`${keepZeros ? digits : trimmed(digits)}e${tail}`);
  }
  const text = fixed(value, Math.max(0, Math.min(100, precision - 1 - power)));
  return keepZeros ? text : trimmed(text);
}

function trimmed(digits: string): string {
  return digits.includes(".") ? digits.replace(/\.?0+$/, "") : digits;
}

function pad(text: string, flags: string, how: { width: number; zeros: boolean }): string {
  if (flags.includes("-")) return text.padEnd(how.width);
  if (!how.zeros) return text.padStart(how.width);
  const [, sign = "", digits = ""] = /^([-+ ]?(?:0[xX])?)(.*)$/.exec(text) ?? [];
  return sign + digits.padStart(how.width - sign.length, "0");
}
