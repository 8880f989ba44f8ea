import assert from "node:assert/strict";
import type { Browser } from "playwright-core";
import { ServiceProcess } from "../support/service_process.ts";
import { findChromium, launch, openPage, type WatchedPage } from "./chromium.ts";

/** How long the page may take for what should be there at once, on a slow machine. */
const PATIENCE_MS = 20_000;

const path = findChromium();
if (path === null) console.warn("No Chromium found: the browser tests are left out");

export interface Stage extends WatchedPage {
  readonly service: ServiceProcess;
  readonly dataDir: string;
  /** Stops the service with `signal` and gives a new one on the same port and data. */
  restart(signal: Deno.Signal, meanwhile: () => Promise<void>): Promise<void>;
}

/** A test that needs a browser; left out where there is none. */
export function browserTest(name: string, fn: () => Promise<void>): void {
  Deno.test({
    name,
    ignore: path === null,
    // playwright keeps handles of its own until the process ends.
    sanitizeOps: false,
    sanitizeResources: false,
    fn,
  });
}

/**
 * Runs `act` with a browser's page before a service of its own, which has `options`; fails when the
 * page complained of anything.
 */
export async function onStage(
  options: readonly string[],
  act: (stage: Stage) => Promise<void>,
): Promise<void> {
  assert.ok(path);
  const dataDir = await Deno.makeTempDir();
  const start = (port: string) =>
    ServiceProcess.start(["start", "--port", port, "--data-dir", dataDir, ...options]);
  let browser: Browser | null = null;
  let service = await start("0");
  try {
    browser = await launch(path);
    const watched = await openPage(browser);
    watched.page.setDefaultTimeout(PATIENCE_MS);
    await act({
      ...watched,
      service,
      dataDir,
      restart: async (signal, meanwhile) => {
        const { port } = new URL(service.url);
        await service.stop(signal);
        await meanwhile();
        service = await start(port);
      },
    });
    assert.deepEqual(watched.faults, []);
  } finally {
    await browser?.close();
    await service.stop("SIGKILL");
    await Deno.remove(dataDir, { recursive: true });
  }
}
