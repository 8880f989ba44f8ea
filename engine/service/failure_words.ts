import { InputError, messageOf } from "../domain/mod.ts";

/** What users read of work that failed. @param what as a sentence says it: `The study could not be run` */
export function failureWords(what: string, error: unknown): string {
  const words = messageOf(error);
  // What was wrong with the input says all by itself.
  return error instanceof InputError ? words : `${what}: ${words}`;
}
