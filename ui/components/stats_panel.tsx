import { count, percent } from "../format/numbers.ts";
import type { SnapshotFields } from "../operations/operations.ts";
import { Fact, Panel } from "./figures.tsx";

export function StatsPanel({ stats }: { readonly stats: SnapshotFields["stats"] }) {
  return (
    <Panel title="Statistics" testId="stats">
      <dl class="facts">
        <Fact name="Trades">
          {count(stats.trades)}
          <small>{count(stats.wins)} won, {count(stats.losses)} lost</small>
        </Fact>
        <Fact name="Win rate">{percent(stats.winRate)}</Fact>
        <Fact name="Opportunities">{count(stats.opportunities)}</Fact>
        <Fact name="Orders">
          {count(stats.orders)}
          {stats.rejected > 0 && <small class="is-down">{count(stats.rejected)} rejected</small>}
        </Fact>
        <Fact name="Bars" testId="bars">{count(stats.bars)}</Fact>
        <Fact name="Ticks" testId="ticks">{count(stats.ticks)}</Fact>
        <Fact name="Strategy errors">
          <span class={stats.errors > 0 ? "is-down" : ""}>{count(stats.errors)}</span>
        </Fact>
        {stats.droppedLogs > 0 && (
          <Fact name="Log lines dropped" hint="The strategy wrote more than its limit">
            {count(stats.droppedLogs)}
          </Fact>
        )}
      </dl>
    </Panel>
  );
}
