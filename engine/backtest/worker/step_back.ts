/// <reference lib="deno.worker" />

/** Everything else that wants a core has it first; what is left is enough to go on. */
const BACKGROUND_NICE = 10;
const STEP_BACK = { name: "sys", kind: "setPriority" } as const;

/**
 * Takes the worker's thread back behind all others, where the one who made it allows for that, and gives the
 * permission away. On Linux alone: elsewhere a priority is the whole process's.
 */
export async function stepBack(): Promise<void> {
  const { state } = await Deno.permissions.query(STEP_BACK);
  if (state !== "granted") return;
  if (Deno.build.os === "linux") {
    const { setPriority } = await import("node:os");
    setPriority(BACKGROUND_NICE);
  }
  await Deno.permissions.revoke(STEP_BACK);
}
