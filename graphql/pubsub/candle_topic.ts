import type { Candle } from "../../engine/mod.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Route } from "./router.ts";

/**
 * Candles of the stream that `channel` names at the moment of each event: a runner's stream may
 * appear, or be another one after a restart. Closed candles are all delivered.
 */
export function candleRoute(channel: () => number | null, mailbox: Mailbox<Candle>): Route {
  return {
    deliver(event) {
      if (event.type === "CANDLE_CLOSED" && event.channel === channel()) {
        mailbox.push(event.candle);
      } else if (
        event.type === "TICK_RECEIVED" && !event.candle.closed && event.channel === channel()
      ) {
        mailbox.push(event.candle, "forming");
      }
    },
    end: () => mailbox.end(),
  };
}
