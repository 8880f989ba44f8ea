import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { clock, day } from "../format/times.ts";
import { useBackend } from "../state/api.ts";
import type { ConnectionStatus } from "../state/connection.ts";
import { useNow } from "../state/now.ts";
import { useStore } from "../state/store.ts";
import { nextTheme, rememberTheme } from "../state/theme.ts";
import { rememberedTheme } from "../state/theme_choice.ts";
import { Brand } from "./brand.tsx";
import { Icon } from "./icon.tsx";

const CONNECTION_WORDS: Readonly<Record<ConnectionStatus, string>> = {
  live: "Connected",
  lost: "Reconnecting",
  resting: "Paused",
  locked: "Signed out",
};

export function TopBar() {
  const { status } = useStore(useBackend().connection.state);
  const { path } = useLocation();
  return (
    <header class="top-bar">
      <Brand />
      <nav aria-label="Main">
        <a
          href="/backtests"
          aria-current={/^\/(backtests|studies)/.test(path) ? "page" : undefined}
        >
          Backtests
        </a>
        <a href="/accounts" aria-current={path === "/accounts" ? "page" : undefined}>Accounts</a>
        <a href="/feeds" aria-current={path === "/feeds" ? "page" : undefined}>Feeds</a>
        <a href="/graphql" target="_blank" rel="noreferrer">API</a>
        <a href="/metrics" target="_blank" rel="noreferrer">Metrics</a>
      </nav>
      <span
        class={`connection is-${status}`}
        title="This page's connection to the service"
        data-testid="connection"
        data-status={status}
      >
        <i class="dot" />
        <span>{CONNECTION_WORDS[status]}</span>
      </span>
      <UtcClock />
      <ThemeButton />
    </header>
  );
}

function UtcClock() {
  const now = useNow();
  return (
    <time class="utc-clock" title="All times are UTC" dateTime={new Date(now).toISOString()}>
      <span>{day(now)}</span> {clock(now)} <small>UTC</small>
    </time>
  );
}

const THEME_WORDS = { auto: "as the system", light: "light", dark: "dark" } as const;

function ThemeButton() {
  const [theme, setTheme] = useState(rememberedTheme);
  const change = () => {
    const next = nextTheme(theme);
    rememberTheme(next);
    setTheme(next);
  };
  const label = `Colours: ${THEME_WORDS[theme]}. Change`;
  return (
    <button
      type="button"
      class="icon-button"
      onClick={change}
      title={label}
      aria-label={label}
      data-testid="theme"
    >
      <Icon name={theme} />
    </button>
  );
}
