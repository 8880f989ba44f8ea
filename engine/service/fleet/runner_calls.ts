import { InputError } from "../../domain/mod.ts";
import type { RunnerLink, RunnerRequest } from "../../workers/mod.ts";
import { noRunner, type Roster } from "./roster.ts";
import type { RunnerEntry } from "./runner_entry.ts";
import { within } from "../within.ts";

/** How long any request to a runner may take but that for a snapshot. */
export const CALL_MS = 5_000;
/** The same to let go of a runner on a shared account: longer than its shard may be silent. */
export const SETTLE_MS = 8_000;

/** @throws InputError TIMEOUT while the runner has no place */
export function linkOf(entry: RunnerEntry): RunnerLink {
  if (!entry.home) throw new InputError("TIMEOUT", `Runner ${entry.id} is being moved`);
  return entry.home.link;
}

/**
 * Sends a request and waits until what it caused is committed.
 *
 * @param roster where the runner is as long as it was not removed
 * @throws InputError whatever the runner refused it with, TIMEOUT, or NOT_FOUND
 */
export async function callRunner(
  entry: RunnerEntry,
  request: RunnerRequest,
  roster: Roster,
): Promise<void> {
  try {
    const { sequence } = await linkOf(entry).call(request, CALL_MS);
    await within(entry.reached(sequence), CALL_MS);
  } catch (error) {
    // Whatever it failed with: the runner was removed meanwhile.
    throw roster.has(entry.id) ? error : noRunner(entry.id);
  }
}
