import { useLocation } from "preact-iso/router";

const TABS = [["/backtests", "Backtests"], ["/studies", "Studies"]] as const;

/** From single backtests to those of many combinations, and back. */
export function RunTabs() {
  const { path } = useLocation();
  return (
    <nav class="segments run-tabs" aria-label="Backtests and studies">
      {TABS.map(([address, title]) => (
        <a
          key={address}
          href={address}
          aria-current={path.startsWith(address) ? "page" : undefined}
          data-testid={`tab-${title.toLowerCase()}`}
        >
          {title}
        </a>
      ))}
    </nav>
  );
}
