import { InputError } from "../domain/mod.ts";

/** @throws InputError TIMEOUT with `what` where the promise takes longer */
export async function within<T>(
  promise: Promise<T>,
  ms: number,
  what = `Not committed within ${ms} ms`,
): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new InputError("TIMEOUT", what)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
