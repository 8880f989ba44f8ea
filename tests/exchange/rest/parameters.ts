import { Refusal } from "./answer.ts";

/** The query of one request. Every parameter has to be read, as on the exchange. */
export class Parameters {
  readonly #query: URLSearchParams;
  readonly #read = new Set<string>();

  constructor(query: URLSearchParams) {
    this.#query = query;
  }

  text(name: string): string | undefined {
    this.#read.add(name);
    const value = this.#query.get(name) ?? undefined;
    if (value === "") throw new Refusal(-1105, `Parameter '${name}' was empty.`);
    return value;
  }

  symbol(name: string): string | undefined {
    const value = this.text(name);
    if (value !== undefined && !/^[A-Z0-9\-_.]{1,20}$/.test(value)) {
      throw illegal(name, "^[A-Z0-9-_.]{1,20}$");
    }
    return value;
  }

  whole(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined) return undefined;
    if (!/^[0-9]{1,20}$/.test(value)) throw illegal(name, "^[0-9]{1,20}$");
    return Number(value);
  }

  /** More than the most is the most, as on the exchange. */
  limit(usual: number, most: number): number {
    const value = this.whole("limit") ?? usual;
    if (value === 0) throw new Refusal(-1130, "Data sent for parameter 'limit' is not valid.");
    return Math.min(value, most);
  }

  required<T>(name: string, value: T | undefined): T {
    if (value !== undefined) return value;
    throw new Refusal(
      -1102,
      `Mandatory parameter '${name}' was not sent, was empty/null, or malformed.`,
    );
  }

  /** To be called when all that are known were asked for. */
  done(): void {
    const sent = [...this.#query.keys()];
    const read = sent.filter((name) => this.#read.has(name)).length;
    if (read === sent.length) return;
    throw new Refusal(
      -1104,
      `Not all sent parameters were read; read '${read}' parameter(s) but was sent '${sent.length}'.`,
    );
  }
}

function illegal(name: string, range: string): Refusal {
  return new Refusal(
    -1100,
    `Illegal characters found in parameter '${name}'; legal range is '${range}'.`,
  );
}
