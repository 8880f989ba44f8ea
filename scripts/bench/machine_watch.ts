import process from "node:process";

/** CPU seconds of all processes so far; null where the system does not say. */
function allSeconds(): number | null {
  try {
    const [line = ""] = Deno.readTextFileSync("/proc/stat").split("\n", 1);
    const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
      .split(/\s+/).slice(1).map(Number);
    // The kernel counts in hundredths of a second.
    return (user + nice + system + irq + softirq + steal) / 100;
  } catch {
    return null;
  }
}

function ownSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** How busy the machine is beside this process: figures from a busy one are worth little. */
export class MachineWatch {
  readonly #all = allSeconds();
  readonly #own = ownSeconds();
  readonly #at = performance.now();

  /** @returns cores that others kept busy since this watch was made; null where unknown */
  busyCores(): number | null {
    const all = allSeconds();
    if (all === null || this.#all === null) return null;
    const seconds = (performance.now() - this.#at) / 1_000;
    return Math.max(0, (all - this.#all - (ownSeconds() - this.#own)) / seconds);
  }
}
