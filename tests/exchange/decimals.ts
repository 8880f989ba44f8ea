/** Decimals that the exchange prints, whatever the step of a symbol. */
const PRINTED = 8;

/** `value` × 10^−digits with eight decimals, exactly as the exchange prints it. */
export function decimal(value: number | bigint, digits: number): string {
  const text = String(value).padStart(digits + 1, "0");
  const whole = digits === 0 ? text : text.slice(0, -digits);
  const fraction = digits === 0 ? "" : text.slice(-digits);
  return `${whole}.${fraction.padEnd(PRINTED, "0")}`;
}

/** How many decimals a step has that is a power of ten: 2 for 0.01. */
export function digitsOf(step: number): number {
  const digits = Math.round(-Math.log10(step));
  const isPower = digits >= 0 && digits <= PRINTED && Number(`1e-${digits}`) === step;
  if (!isPower) throw new Error(`Step ${step} is no power of ten from 1 to 1e-8`);
  return digits;
}
