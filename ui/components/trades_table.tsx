import { price, quantity } from "../format/numbers.ts";
import { duration, moment } from "../format/times.ts";
import { reasonWords, SIDE_WORDS } from "../format/words.ts";
import type { SymbolFields, TradeFields } from "../operations/operations.ts";
import { Pnl } from "./figures.tsx";

export interface TradesTableProps {
  readonly trades: readonly TradeFields[];
  readonly symbol: SymbolFields;
}

export function TradesTable({ trades, symbol }: TradesTableProps) {
  const now = Date.now();
  return (
    <table class="rows" data-testid="trades">
      <thead>
        <tr>
          <th>Exit, UTC</th>
          <th>Side</th>
          <th class="number" title="After the fees of entry and exit">P&amp;L {symbol.quote}</th>
          <th class="number">Quantity</th>
          <th class="number">Entry</th>
          <th class="number">Exit</th>
          <th class="number" title="Furthest against and for the position">Worst / best</th>
          <th class="number">Held</th>
          <th>Reason</th>
        </tr>
      </thead>
      <tbody>
        {trades.map((trade) => (
          <tr key={trade.id}>
            <td class="time" title={`Entered ${moment(trade.entryTime, now)} UTC`}>
              {moment(trade.exitTime, now)}
            </td>
            <td>
              <span class={`side is-${trade.side.toLowerCase()}`}>{SIDE_WORDS[trade.side]}</span>
            </td>
            <td class="number">
              <Pnl value={trade.pnl} />
            </td>
            <td class="number">{quantity(trade.quantity, symbol.quantityStep)}</td>
            <td class="number">{price(trade.entryPrice, symbol.priceStep)}</td>
            <td class="number">{price(trade.exitPrice, symbol.priceStep)}</td>
            <td class="number quiet-cell">
              <Pnl value={-trade.maxAdverse} /> <Pnl value={trade.maxFavorable} />
            </td>
            <td class="number" title={`${trade.barsHeld} bars`}>
              {duration(trade.exitTime - trade.entryTime)}
            </td>
            <td class="reason" title={trade.reason}>
              {reasonWords(trade.reason)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
