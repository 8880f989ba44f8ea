/** One line on standard error, whatever the message looks like. */
export function complain(message: string): void {
  const line = message.trim().replace(/^error: /, "").replace(/\s*\n\s*/g, " ");
  console.error(`trading-simulator: ${line}`);
}
