import { useState } from "preact/hooks";
import { money, price, quantity, signed } from "../../format/numbers.ts";
import { duration, fullTime } from "../../format/times.ts";
import { reasonWords, SIDE_WORDS } from "../../format/words.ts";
import { type BacktestTrade, BacktestTrades } from "../../operations/operations.ts";
import { type BacktestSettings, marketOf } from "../../state/backtest/settings.ts";
import { useQuery } from "../../state/use_query.ts";
import { Panel, Pnl } from "../figures.tsx";
import { Pager } from "./pager.tsx";
import type { ChosenTrade } from "./time_charts.tsx";

const ROWS = 25;

export interface BacktestTradesPanelProps {
  readonly id: string;
  readonly trades: number;
  readonly settings: BacktestSettings;
  readonly currency: string;
  /** Which trade is shown in the charts, by its place among all. */
  readonly chosen: number | null;
  readonly onChoose: (chosen: ChosenTrade) => void;
}

/** The trades, a page at a time, in the order they were closed in. */
export function BacktestTradesPanel(props: BacktestTradesPanelProps) {
  const [offset, setOffset] = useState(0);
  const { trades } = props;
  return (
    <Panel
      title="Trades"
      testId="backtest-trades"
      aside={<Pager offset={offset} size={ROWS} all={trades} onOffset={setOffset} />}
    >
      {trades === 0
        ? <p class="quiet panel-text">No trade was closed.</p>
        : <Page key={offset} offset={offset} {...props} />}
    </Panel>
  );
}

type PageProps = BacktestTradesPanelProps & { readonly offset: number };

function Page({ id, offset, trades, settings, currency, chosen, onChoose }: PageProps) {
  const { data, error } = useQuery(BacktestTrades, { id, limit: ROWS, offset });
  if (error !== null) return <p class="fault panel-text" role="alert">{error.message}</p>;
  const rows = data?.backtest?.trades;
  const height = { minHeight: `${(Math.min(ROWS, trades - offset) + 1) * 29}px` };
  return (
    <div class="table-scroll" style={height}>
      {rows === undefined ? <p class="loading">Loading trades…</p> : (
        <table class="rows">
          <thead>
            <tr>
              <th>Entry, UTC</th>
              <th>Symbol</th>
              <th>Side</th>
              <th class="number" title="After the fees of entry and exit">P&amp;L {currency}</th>
              <th class="number">Quantity</th>
              <th class="number">Entry</th>
              <th class="number">Exit</th>
              <th class="number">Fees</th>
              <th class="number" title="Furthest against and for the position">Worst / best</th>
              <th class="number">Held</th>
              <th>Reason</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((trade, row) => (
              <Row
                key={trade.id}
                trade={trade}
                settings={settings}
                isChosen={offset + row === chosen}
                onChoose={() => onChoose({ index: offset + row, trade })}
              />
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}

interface RowProps {
  readonly trade: BacktestTrade;
  readonly settings: BacktestSettings;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function Row({ trade, settings, isChosen, onChoose }: RowProps) {
  const { priceStep, quantityStep } = marketOf(settings, trade.symbol);
  const { side, entryTime, exitTime, barsHeld, maxAdverse, maxFavorable, reason } = trade;
  return (
    <tr
      data-testid="backtest-trade"
      class={isChosen ? "can-choose is-chosen" : "can-choose"}
      onClick={onChoose}
    >
      <td class="time" title={`Out ${fullTime(exitTime)} UTC`}>
        <button type="button" class="cell-button" title="Show it in the charts">
          {fullTime(entryTime)}
        </button>
      </td>
      <td>{trade.symbol}</td>
      <td>
        <span class={`side is-${side.toLowerCase()}`}>{SIDE_WORDS[side]}</span>
      </td>
      <td class="number">
        <Pnl value={trade.pnl} />
      </td>
      <td class="number">{quantity(trade.quantity, quantityStep)}</td>
      <td class="number">{price(trade.entryPrice, priceStep)}</td>
      <td class="number">{price(trade.exitPrice, priceStep)}</td>
      <td class="number quiet-cell">{money(trade.fees)}</td>
      <td class="number quiet-cell">{signed(-maxAdverse)} / {signed(maxFavorable)}</td>
      <td class="number" title={`${barsHeld} bars`}>{duration(exitTime - entryTime)}</td>
      <td class="reason" title={reason}>{reasonWords(reason)}</td>
    </tr>
  );
}
