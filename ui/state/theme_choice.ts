/** `auto` follows the system. */
export type Theme = "auto" | "light" | "dark";

export const THEME_KEY = "trading-simulator.theme";
export const THEMES: readonly Theme[] = ["auto", "light", "dark"];

export function rememberedTheme(): Theme {
  const text = readStorage();
  return THEMES.find((theme) => theme === text) ?? "auto";
}

function readStorage(): string | null {
  try {
    return localStorage.getItem(THEME_KEY);
  } catch {
    // A browser may forbid storage; the theme is then the system's.
    return null;
  }
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
}
