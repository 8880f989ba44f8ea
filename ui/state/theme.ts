import { Store } from "./store.ts";
import { applyTheme, type Theme, THEME_KEY, THEMES } from "./theme_choice.ts";

/** Counts up whenever the page's colours change, whoever changed them. */
export const colorsChanged = new Store(0);

export function rememberTheme(theme: Theme): void {
  try {
    localStorage.setItem(THEME_KEY, theme);
  } catch {
    // As above: it holds until the page is closed.
  }
  applyTheme(theme);
  colorsChanged.set(colorsChanged.value + 1);
}

export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length] ?? "auto";
}

export function watchSystemTheme(): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    colorsChanged.set(colorsChanged.value + 1);
  });
}
