/** The most memory this process had at any time; null where the system does not tell. */
export function peakMb(): number | null {
  try {
    const [, kb] = /VmHWM:\s+(\d+) kB/.exec(Deno.readTextFileSync("/proc/self/status")) ?? [];
    return kb === undefined ? null : Number(kb) / 1_024;
  } catch {
    return null;
  }
}
