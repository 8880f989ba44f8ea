/** The API over a real engine whose market the test writes by hand. */
import assert from "node:assert/strict";
import { emptyColumns, RowKind, RowWriter } from "../../engine/domain/mod.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";
import { createApi } from "../support/api.ts";
import { type BenchOptions, engineBench } from "../support/engine_bench.ts";
import { ManualFeed } from "../support/manual_feed.ts";
import type { Bar } from "../support/scripted.ts";

export const MINUTE = 60_000;

/** A feed whose streams start with some bars of history, and whose bars may have quotes. */
export class WarmFeed extends ManualFeed {
  readonly #bars: number;

  constructor(bars: number) {
    super();
    this.#bars = bars;
  }

  override open(...[request, sink]: Parameters<ManualFeed["open"]>) {
    const bars = Math.min(this.#bars, request.historyBars);
    const columns = emptyColumns(bars);
    for (let i = 0; i < bars; i++) {
      columns.time[i] = this.time - (bars - i) * MINUTE;
      columns.open[i] =
        columns.high[i] =
        columns.low[i] =
        columns.close[i] =
          100;
    }
    return super.open(request, {
      history: () => sink.history(columns),
      push: (rows) => sink.push(rows),
      status: (...status) => sink.status(...status),
      gap: () => {},
    });
  }

  /** The first price of a bar, with its quote; the bar is finished by `close`. */
  start(open: number, bid = NaN, ask = NaN): void {
    this.#push(RowKind.OPEN, this.time, [open, open, open, open], bid, ask);
  }

  finish(bar: Bar, bid = NaN, ask = NaN): void {
    this.time += MINUTE;
    this.#push(RowKind.CLOSE, this.time - MINUTE, bar, bid, ask);
  }

  #push(kind: number, time: number, [o, h, l, c]: Bar, bid: number, ask: number): void {
    for (const { sink } of this.live) {
      const rows = new RowWriter();
      rows.write(kind, this.time, time, o, h, l, c, 1, bid, ask);
      void sink.push(rows.take());
    }
  }
}

export interface ContractOptions extends Pick<BenchOptions, "store" | "shards" | "answerMs"> {
  /** Bars that a stream starts with. */
  readonly history?: number;
  /** When the market starts. */
  readonly from?: number;
}

export async function contractBench(
  lua: Readonly<Record<string, string>>,
  { history = 0, from, ...options }: ContractOptions = {},
) {
  const feed = new WarmFeed(history);
  if (from !== undefined) feed.time = from;
  const hosts = () => [createLuaHost(), createTsHost()];
  const bench = await engineBench({ feed, lua, hosts, shards: 1, ...options });
  const api = createApi({ engine: bench.engine });

  /** The answer's data; errors fail the test. */
  const ask = async (text: string, variables: unknown = {}) => {
    const { data, errors } = await api.query(text, variables);
    assert.deepEqual(errors, undefined);
    return data;
  };
  return {
    ...bench,
    feed,
    api,
    ask,
    /** Message of the first error. */
    async refusal(text: string, variables: unknown = {}): Promise<string> {
      return (await api.query(text, variables)).errors?.[0]?.message ?? "it was not refused";
    },
    /** Code and field of the first error. */
    async refused(text: string, variables: unknown = {}): Promise<unknown[]> {
      const { errors } = await api.query(text, variables);
      const { code, field } = errors?.[0]?.extensions ?? {};
      return field === undefined ? [code] : [code, field];
    },
    async create(input: Readonly<Record<string, unknown>>): Promise<string> {
      const text =
        `mutation Create($input: CreateRunnerInput!) { createRunner(input: $input) { id } }`;
      return (await ask(text, { input: { symbol: "BTCUSDT", ...input } })).createRunner.id;
    },
    async runner(id: string, fields: string) {
      return (await ask(`query Runner($id: ID!) { runner(id: $id) { ${fields} } }`, { id })).runner;
    },
    /** What its snapshot shows, asked again as long as a busy machine gives the last known one. */
    async snapshot(id: string, fields: string) {
      const text = `query Now($id: ID!) { runner(id: $id) { snapshot { stale ${fields} } } }`;
      for (;;) {
        const { stale, ...shown } = (await ask(text, { id })).runner.snapshot;
        if (!stale) return shown;
      }
    },
    command: (name: string, id: string) =>
      ask(`mutation Command($id: ID!) { ${name}(id: $id) { id status } }`, { id }),
    async end() {
      api.handle.close();
      await bench.close();
    },
  };
}
