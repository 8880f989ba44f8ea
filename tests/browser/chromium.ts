import { type Browser, chromium, type Page } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
const ARGUMENTS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** `CHROMIUM_PATH`, or where a browser usually is; null when there is none. */
export function findChromium(): string | null {
  const given = Deno.env.get("CHROMIUM_PATH");
  return (given === undefined ? PLACES : [given]).find(isFile) ?? null;
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

/** A page and what went wrong or abroad on it. */
export interface WatchedPage {
  readonly page: Page;
  /** Uncaught errors, and complaints of the page's own code. */
  readonly faults: string[];
  /** Every address it asked for. */
  readonly requests: string[];
}

export async function launch(path: string): Promise<Browser> {
  return await chromium.launch({ executablePath: path, args: ARGUMENTS });
}

export async function openPage(browser: Browser): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
  const page = await context.newPage();
  const faults: string[] = [];
  const requests: string[] = [];
  page.on("pageerror", (error) => faults.push(String(error)));
  page.on("console", (message) => {
    // The browser itself reports every failed request; a lost server is part of the tests.
    const isNetwork = /^Failed to load resource/.test(message.text());
    if (message.type() === "error" && !isNetwork) faults.push(message.text());
  });
  page.on("request", (request) => requests.push(request.url()));
  return { page, faults, requests };
}
