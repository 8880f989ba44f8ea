/** What single settings may be, as schemas whose messages say what would be right. */
import { z } from "zod";

const right = (text: string) => ({ error: () => text });

export function numberFrom(least: number, most: number) {
  const error = right(`it has to be a number from ${least} to ${most}`);
  return z.number(error).min(least, error).max(most, error);
}

/** Any above 0, up to `most`. */
export function positiveTo(most: number) {
  const error = right(`it has to be a number above 0, at most ${most}`);
  return z.number(error).positive(error).max(most, error);
}

export function wholeFrom(least: number, most: number) {
  const error = right(`it has to be a whole number from ${least} to ${most}`);
  return z.int(error).min(least, error).max(most, error);
}

export function oneOf<const T extends readonly (string | number)[]>(values: T) {
  return z.literal(values, right(`it has to be one of ${values.join(", ")}`));
}

export function textTo(most: number) {
  const error = right(`it has to be a text of at most ${most} characters`);
  return z.string(error).max(most, error);
}

/** An object of the names in `shape` and no other. */
export function settingsOf<T extends z.core.$ZodShape>(shape: T) {
  const names = Object.keys(shape).join(", ");
  return z.strictObject(shape, {
    error: ({ code }) =>
      code === "unrecognized_keys" ? `there are ${names}` : `it has to be an object of ${names}`,
  });
}

/** May be left out; null says the same. */
export function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** May be left out; null says that there is no limit. */
export function limit<T extends z.ZodType>(schema: T) {
  return schema.nullable().optional();
}
