/**
 * The least that any program can do with the same streams: a socket, and `JSON.parse`. Says what it
 * used when it is asked, as `client_process.ts` does.
 */
import {
  klineStream,
  quoteStream,
  tradeStream,
} from "../../../engine/feeds/binance/stream_names.ts";
import { manyInstruments } from "./canned_exchange.ts";
import type { ClientPlan, FromClient } from "./messages.ts";
import { UseMeter } from "./use_meter.ts";

/** Most streams in one request; longer ones are not taken. */
const MAX_NAMES = 200;

const plan: ClientPlan = JSON.parse(Deno.args[0] ?? "");
const names = manyInstruments(plan.symbols).flatMap(({ code }) => [
  klineStream(code, "1m"),
  tradeStream(code),
  quoteStream(code),
]);
const say = (message: FromClient): void => console.log(JSON.stringify(message));
let messages = 0;
const socket = new WebSocket(`${plan.ws}/stream`);
socket.onopen = () => {
  for (let i = 0; i < names.length; i += MAX_NAMES) {
    const params = names.slice(i, i + MAX_NAMES);
    socket.send(JSON.stringify({ method: "SUBSCRIBE", params, id: i + 1 }));
  }
  say({ live: true, at: Date.now(), backfilled: 0 });
};
socket.onmessage = ({ data }) => {
  JSON.parse(data);
  messages++;
};

const meter = new UseMeter(() => ({ messages, rows: 0 }));
for await (const chunk of Deno.stdin.readable) {
  for (const _ of new TextDecoder().decode(chunk).trim().split("\n")) say(meter.read());
}
