/** Parameters of so many crossings: 40 fast averages and 25 slow ones make a thousand. */
export function crossings(count: number): { parameters: { fast: number; slow: number } }[] {
  return Array.from({ length: count }, (_, i) => ({
    parameters: { fast: 3 + i % 40, slow: 50 + 10 * Math.floor(i / 40) },
  }));
}
