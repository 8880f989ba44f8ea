import { z } from "zod";

/** Numbers of other models may be null: that is how a client says that it leaves them out. */
export function withoutNulls<T extends z.ZodType>(schema: T) {
  return z.preprocess((value) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).filter(([, given]) => given !== null));
  }, schema);
}
