import {
  createRestClient,
  type Exchange,
  type HttpAnswer,
  type Network,
  platformNetwork,
  type RestApi,
} from "../../engine/feeds/binance/mod.ts";
import { messageOf, systemClock, systemTimers } from "../../engine/mod.ts";

/** Longest that the exchange is waited for when it wants to be left alone. */
const LONGEST_WAIT_MS = 5 * 60_000;
/** Statuses by which the exchange wants to be left alone. */
const LIMITED = new Set([418, 429]);
const SERVER_FAULT = 500;

/**
 * @param say told why there is a wait, when one begins
 * @param stop after that there is no one to tell
 */
export function openSource(
  exchange: Exchange,
  base: string | undefined,
  say: (text: string) => void,
  stop: AbortSignal,
): RestApi {
  return createRestClient({
    exchange,
    ...(base === undefined ? {} : { base }),
    network: watched(platformNetwork, exchange.name, (text) => {
      if (!stop.aborted) say(text);
    }),
    maxWaitMs: LONGEST_WAIT_MS,
    clock: systemClock,
    timers: systemTimers,
    random: Math.random,
  });
}

/** The same network; what will be tried again is told of, each thing once until it changes. */
function watched(network: Network, name: string, say: (text: string) => void): Network {
  let said = "";
  const tell = (text: string) => {
    if (text !== said && text !== "") say(text);
    said = text;
  };
  return {
    ...network,
    async get(url, signal) {
      try {
        const answer = await network.get(url, signal);
        tell(troubleOf(answer, name));
        return answer;
      } catch (error) {
        const why = signal.aborted ? "none in time" : messageOf(error);
        tell(`No answer from ${name} (${why}): trying again`);
        throw error;
      }
    },
  };
}

/** Empty when there is none that ends by itself. */
function troubleOf({ status, header }: HttpAnswer, name: string): string {
  if (status >= SERVER_FAULT) return `${name} has trouble answering (HTTP ${status}): trying again`;
  if (!LIMITED.has(status)) return "";
  const seconds = Number(header("Retry-After"));
  if (seconds * 1_000 > LONGEST_WAIT_MS) return "";
  const howLong = seconds > 0 ? ` for ${seconds} s` : "";
  return `Waiting: ${name} wants to be left alone${howLong} (HTTP ${status})`;
}
