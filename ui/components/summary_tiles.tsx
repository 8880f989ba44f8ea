import type { ComponentChildren } from "preact";
import { count, money } from "../format/numbers.ts";
import { duration } from "../format/times.ts";
import { FEED_WORDS } from "../format/words.ts";
import type { EngineFields } from "../operations/operations.ts";
import type { CurrencyTotal } from "../state/runner_list.ts";
import { Pnl } from "./figures.tsx";

interface TileProps {
  readonly name: string;
  readonly children: ComponentChildren;
  readonly more?: ComponentChildren;
  readonly testId?: string;
}

function Tile({ name, children, more, testId }: TileProps) {
  return (
    <div class="tile" data-testid={testId}>
      <dt>{name}</dt>
      <dd class="number">{children}</dd>
      {more !== undefined && <dd class="tile-more number">{more}</dd>}
    </div>
  );
}

export interface SummaryTilesProps {
  readonly engine: EngineFields;
  readonly totals: readonly CurrencyTotal[];
  /** Ticks in the last second or so; null before there are two readings. */
  readonly ticksPerSecond: number | null;
}

export function SummaryTiles({ engine, totals, ticksPerSecond }: SummaryTilesProps) {
  return (
    <dl class="tiles" aria-label="Engine">
      <Tile name="Runners" testId="tile-runners" more={<StatusCounts engine={engine} />}>
        {count(engine.runners)}
      </Tile>
      {totals.map((total) => <TotalTile key={total.currency} total={total} />)}
      <Tile name="Healthy" more={`in ${counted(engine.shards, "worker thread")}`}>
        {count(engine.healthy)}
        <small>&thinsp;/ {count(engine.running + engine.paused)}</small>
      </Tile>
      <Tile
        name="Open positions"
        testId="tile-positions"
        more={engine.openOrders === 0 ? "no open order" : counted(engine.openOrders, "open order")}
      >
        {count(engine.openPositions)}
      </Tile>
      <Tile
        name="Ticks"
        testId="tile-ticks"
        more={ticksPerSecond === null ? "" : `${count(Math.round(ticksPerSecond))} a second`}
      >
        {count(engine.ticks)}
      </Tile>
      <Tile name="Events" more={counted(engine.symbols, "symbol", "watched")}>
        {count(engine.events)}
      </Tile>
      <Tile name="Uptime" more={`${FEED_WORDS[engine.defaultFeed]} feed · v${engine.version}`}>
        {duration(engine.uptimeMs)}
      </Tile>
    </dl>
  );
}

/** `1 symbol watched`, `3 symbols watched`. */
function counted(value: number, noun: string, rest = ""): string {
  return `${count(value)} ${noun}${value === 1 ? "" : "s"} ${rest}`.trimEnd();
}

function StatusCounts({ engine }: { readonly engine: EngineFields }) {
  const counts = [
    { name: "running", value: engine.running },
    { name: "paused", value: engine.paused },
    { name: "stopped", value: engine.stopped },
    { name: "failed", value: engine.failed },
  ].filter(({ value }) => value > 0);
  return (
    <span class="status-counts">
      {counts.map(({ name, value }) => (
        <span key={name} class={`status is-${name}`}>
          <i class="dot" />
          {value} {name}
        </span>
      ))}
    </span>
  );
}

function TotalTile({ total }: { readonly total: CurrencyTotal }) {
  return (
    <Tile
      name={`Equity ${total.currency}`}
      more={
        <>
          <span title="Realised profit and loss">
            <Pnl value={total.realizedPnl} /> realised
          </span>
          <span title="Unrealised profit and loss">
            <Pnl value={total.unrealizedPnl} /> open
          </span>
        </>
      }
    >
      {money(total.equity)}
    </Tile>
  );
}
