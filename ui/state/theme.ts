import { Store } from "./store.ts";

/** `auto` follows the system. */
export type Theme = "auto" | "light" | "dark";

const KEY = "trading-simulator.theme";
const ORDER: readonly Theme[] = ["auto", "light", "dark"];

/** Counts up whenever the page's colours change, whoever changed them. */
export const colorsChanged = new Store(0);

export function rememberedTheme(): Theme {
  const text = readStorage();
  return ORDER.find((theme) => theme === text) ?? "auto";
}

function readStorage(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    // A browser may forbid storage; the theme is then the system's.
    return null;
  }
}

export function rememberTheme(theme: Theme): void {
  try {
    localStorage.setItem(KEY, theme);
  } catch {
    // As above: it holds until the page is closed.
  }
  applyTheme(theme);
  colorsChanged.set(colorsChanged.value + 1);
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
}

export function nextTheme(theme: Theme): Theme {
  return ORDER[(ORDER.indexOf(theme) + 1) % ORDER.length] ?? "auto";
}

export function watchSystemTheme(): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    colorsChanged.set(colorsChanged.value + 1);
  });
}
