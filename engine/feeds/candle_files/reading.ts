import { badInput, InputError, messageOf } from "../../domain/mod.ts";

/** Runs what reads a file. @throws InputError naming the file and what is the matter with it */
export async function reading<T>(path: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof InputError) throw error;
    const why = error instanceof Deno.errors.NotFound ? "there is no such file" : messageOf(error);
    throw badInput(`Cannot read ${path}: ${why}`);
  }
}
