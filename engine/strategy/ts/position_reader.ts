import type { PositionView } from "../strategy.ts";
import { levelOrNull } from "./level.ts";
import type { ContextPosition } from "./types.ts";

/** The runner's position in the words of a strategy; reads through, so it is always of now. */
export class PositionReader implements ContextPosition {
  readonly #view: PositionView;

  constructor(view: PositionView) {
    this.#view = view;
  }

  get side(): "long" | "short" | null {
    const side = this.#view.side;
    return side === null ? null : side === "LONG" ? "long" : "short";
  }
  get quantity(): number {
    return this.#view.quantity;
  }
  get entryPrice(): number {
    return this.#view.entryPrice;
  }
  get unrealizedPnl(): number {
    return this.#view.unrealizedPnl;
  }
  get barsHeld(): number {
    return this.#view.barsHeld;
  }
  get stopLoss(): number | null {
    return levelOrNull(this.#view.stopLoss);
  }
  get takeProfit(): number | null {
    return levelOrNull(this.#view.takeProfit);
  }
}
