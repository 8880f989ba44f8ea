export function Brand() {
  return (
    <a class="brand" href="/" aria-label="Trading Simulator, dashboard">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path class="brand-wick" d="M9 7v18M16 4v21M23 8v16" />
        <rect class="brand-down" x="6.5" y="12" width="5" height="9" rx="1" />
        <rect class="brand-up" x="13.5" y="8" width="5" height="11" rx="1" />
        <rect class="brand-up" x="20.5" y="11" width="5" height="8" rx="1" />
      </svg>
      <span>Trading Simulator</span>
    </a>
  );
}
