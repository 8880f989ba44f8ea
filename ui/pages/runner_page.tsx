import { useEffect } from "preact/hooks";
import { useLocation, useRoute } from "preact-iso/router";
import { AccountPanel } from "../components/account_panel.tsx";
import { ChartPanel } from "../components/chart_panel.tsx";
import { ExecutionPanel } from "../components/execution_panel.tsx";
import { FeedNotice } from "../components/feed_notice.tsx";
import { HealthPanel } from "../components/health_panel.tsx";
import { HistoryTabs } from "../components/history_tabs.tsx";
import { ParametersPanel } from "../components/parameters_panel.tsx";
import { PositionPanel } from "../components/position_panel.tsx";
import { RiskPanel } from "../components/risk_panel.tsx";
import { RunnerHeader } from "../components/runner_header.tsx";
import { StatsPanel } from "../components/stats_panel.tsx";
import { ValuesPanel } from "../components/values_panel.tsx";
import { compareIndicators } from "../format/indicator_order.ts";
import { useRunner } from "../state/use_runner.ts";
import { NotFoundPage } from "./not_found_page.tsx";

export function RunnerPage() {
  const { params } = useRoute();
  const id = params["id"] ?? "";
  return <RunnerView key={id} id={id} />;
}

function RunnerView({ id }: { readonly id: string }) {
  const { detail, live, isMissing, error, feed, refetch } = useRunner(id);
  const { route } = useLocation();
  const symbol = detail?.symbol.code;
  useEffect(() => {
    if (symbol !== undefined) document.title = `${symbol} · Trading Simulator`;
  }, [symbol]);

  if (isMissing || error?.code === "NOT_FOUND" || error?.field === "id") {
    return <NotFoundPage what="runner" />;
  }
  if (detail === null || live === null) {
    if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
    return <p class="loading">Loading runner…</p>;
  }
  return (
    <div class="page runner-page" data-testid="runner" data-id={id}>
      <RunnerHeader
        detail={detail}
        snapshot={live.snapshot}
        onChanged={refetch}
        onRemoved={() => route("/")}
      />
      <FeedNotice detail={detail} health={live.health} snapshot={live.snapshot} />
      <div class="runner-grid">
        <div class="runner-main">
          <ChartPanel detail={detail} live={live} feed={feed} />
          <HistoryTabs
            runnerId={id}
            symbol={detail.symbol}
            orderCount={live.snapshot.stats.orders}
            tradeCount={live.snapshot.stats.trades}
            orders={live.orders}
            trades={live.trades}
            transitions={live.transitions}
            log={live.log}
          />
        </div>
        <aside class="runner-side">
          <PositionPanel detail={detail} snapshot={live.snapshot} />
          <AccountPanel account={live.snapshot.account} shared={detail.account} />
          <RiskPanel detail={detail} snapshot={live.snapshot} onChanged={refetch} />
          <StatsPanel stats={live.snapshot.stats} />
          <ValuesPanel
            title="Indicators"
            value={live.snapshot.indicators}
            order={compareIndicators}
            testId="indicators"
          />
          <ValuesPanel title="Context" value={live.snapshot.context} testId="context" />
          <ParametersPanel detail={detail} onChanged={refetch} />
          <ExecutionPanel execution={detail.execution} />
          <HealthPanel detail={detail} health={live.health} />
        </aside>
      </div>
    </div>
  );
}
