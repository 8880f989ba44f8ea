import { money, price, quantity, signedPercent } from "../format/numbers.ts";
import { orderRest } from "../format/order_words.ts";
import { moment } from "../format/times.ts";
import { PURPOSE_WORDS, SIDE_WORDS } from "../format/words.ts";
import type { PositionFields, SnapshotFields } from "../operations/operations.ts";
import type { RunnerDetail } from "../state/runner_live.ts";
import { Fact, Panel, Pnl } from "./figures.tsx";

export interface PositionPanelProps {
  readonly detail: RunnerDetail;
  readonly snapshot: SnapshotFields;
}

export function PositionPanel({ detail, snapshot }: PositionPanelProps) {
  const { position, orders } = snapshot;
  const onItsWay = orders.find(({ status }) => status === "SUBMITTED");
  const { symbol } = detail;
  return (
    <Panel
      title="Position"
      testId="position"
      aside={position !== null && (
        <span class={`side is-${position.side.toLowerCase()}`}>{SIDE_WORDS[position.side]}</span>
      )}
    >
      {position === null
        ? <p class="quiet">No open position</p>
        : <PositionFacts position={position} detail={detail} />}
      {onItsWay !== undefined && (
        <p class="pending">
          {PURPOSE_WORDS[onItsWay.purpose]} order is on its way to the market:{" "}
          {orderRest(onItsWay, symbol)}
        </p>
      )}
    </Panel>
  );
}

interface PositionFactsProps {
  readonly position: PositionFields;
  readonly detail: RunnerDetail;
}

function PositionFacts({ position, detail: { symbol } }: PositionFactsProps) {
  const step = symbol.priceStep;
  const value = position.entryPrice * position.quantity;
  return (
    <>
      <p class="big-figure">
        <Pnl value={position.unrealizedPnl} unit={symbol.quote} />
        <small>{value === 0 ? "" : signedPercent(position.unrealizedPnl / value)}</small>
      </p>
      <dl class="facts">
        <Fact name="Quantity">
          {quantity(position.quantity, symbol.quantityStep)} {symbol.base}
        </Fact>
        <Fact name="Entry" hint="The average of what is still held">
          {price(position.entryPrice, step)}
        </Fact>
        <Fact name="Last">{price(position.lastPrice, step)}</Fact>
        <Fact name="Stop loss">{price(position.stopLoss, step)}</Fact>
        <Fact name="Take profit">{price(position.takeProfit, step)}</Fact>
        {position.liquidationPrice !== null && (
          <Fact name="Liquidation" hint="Where the broker closes it for want of margin">
            {price(position.liquidationPrice, step)}
          </Fact>
        )}
        <Fact name="Worth" hint="At the last price">{money(position.notional)}</Fact>
        <Fact name="Realised" hint="From parts already closed">
          <Pnl value={position.realizedPnl} />
        </Fact>
        <Fact name="Fees">{money(position.fees)}</Fact>
        {position.funding !== 0 && (
          <Fact name="Funding" hint="Paid is negative here">
            <Pnl value={-position.funding} />
          </Fact>
        )}
        <Fact name="Since" hint="UTC">{moment(position.entryTime, Date.now())}</Fact>
        <Fact name="Held">{position.barsHeld} {position.barsHeld === 1 ? "bar" : "bars"}</Fact>
      </dl>
    </>
  );
}
