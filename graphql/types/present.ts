/** A number of one kind of a union, or null where the value is of another kind. */
export function present(of: object, name: string): number | null {
  const value: unknown = Object.entries(of).find(([key]) => key === name)?.[1];
  return typeof value === "number" ? value : null;
}
