/** A price that may not be there, as strategies have it. */
export function levelOrNull(level: number): number | null {
  return level > 0 ? level : null;
}
