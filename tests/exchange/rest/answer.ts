export interface RestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How long it takes besides. */
  readonly delayMs?: number;
  /** The connection breaks within the body. */
  readonly isBroken?: boolean;
}

/** What a request asks wrongly, in the exchange's words. */
export class Refusal extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }

  get body(): string {
    return JSON.stringify({ code: this.code, msg: this.message });
  }
}
