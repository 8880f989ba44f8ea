/** What a measured program is asked to do. */
export interface ClientPlan {
  readonly ws: string;
  readonly rest: string;
  readonly symbols: number;
}

/** What it used and what came since the last such message. */
export interface ClientUse {
  /** CPU of all threads: 0.5 is half a core. */
  readonly cores: number;
  readonly messagesPerSecond: number;
  readonly rowsPerSecond: number;
  readonly rssBytes: number;
}

/** All its streams are live, or not all of them any more. */
export interface ClientState {
  readonly live: boolean;
  readonly at: number;
  /** Bars fetched so far because they were missed. */
  readonly backfilled: number;
}

export type FromClient = ClientUse | ClientState;
