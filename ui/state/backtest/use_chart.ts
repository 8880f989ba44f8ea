import { useEffect, useState } from "preact/hooks";
import type { ApiError } from "../../client.ts";
import { BacktestChart, type BacktestChartData } from "../../operations/operations.ts";
import { useBackend } from "../api.ts";
import { useStore } from "../store.ts";

export type ChartData = NonNullable<BacktestChartData["backtest"]>;

/** A stretch of time, UTC epoch milliseconds. */
interface Span {
  readonly min: number;
  readonly max: number;
}

export interface ChartState {
  /** The last good answer: of another stretch or symbol until theirs is there. */
  readonly data: ChartData | null;
  readonly error: ApiError | null;
}

/** More than most screens have columns; peaks and troughs are kept by the service. */
const POINTS = 1_000;

/**
 * What a backtest's charts draw of a stretch of time, all of it for null, as fine as it is worth drawing;
 * asked for again when the connection has come back.
 */
export function useChart(id: string, symbol: string, span: Span | null): ChartState {
  const { api, connection } = useBackend();
  const { epoch } = useStore(connection.state);
  const [state, setState] = useState<ChartState>({ data: null, error: null });
  const [from, to] = span === null ? [null, null] : [Math.floor(span.min), Math.ceil(span.max) + 1];
  useEffect(() => {
    let isWanted = true;
    void api.ask(BacktestChart, { id, symbol, points: POINTS, from, to }).then((answer) => {
      if (!isWanted) return;
      if (answer.ok) setState({ data: answer.data.backtest, error: null });
      else if (answer.error.code === "NETWORK") connection.failed(epoch);
      else setState((last) => ({ ...last, error: answer.error }));
    });
    return () => {
      isWanted = false;
    };
  }, [api, connection, epoch, id, symbol, from, to]);
  return state;
}
