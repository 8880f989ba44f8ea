import type { Prng } from "../../../engine/kernel/mod.ts";
import {
  FAULT_KINDS,
  type FaultKind,
  MESSAGE_FAULTS,
  type MessageFault,
  REST_FAULTS,
  type RestFault,
} from "./kinds.ts";

/** As which stream the answers to a client's requests count. */
export const ANSWERS = "answers";

/** Which messages or requests are meant; all that is left out does not matter. */
export interface Target {
  /** `btcusdt@kline_1m`, or {@link ANSWERS}. */
  readonly stream?: string;
  /** Only klines that are closed. */
  readonly isClosing?: boolean;
  /** Only requests whose path with query contains this. */
  readonly path?: string;
  /** How many of them; default 1. */
  readonly times?: number;
}

/** How likely each fault is for each message or request, from 0 to 1. */
export type Chances = Partial<Record<MessageFault | RestFault, number>>;

interface Order<Kind> {
  readonly kind: Kind;
  readonly target: Target;
  left: number;
}

/** Says of every message and request whether it shall fail, and counts what was done. */
export class FaultPlan {
  readonly counts: Record<FaultKind, number>;
  readonly #messages: Order<MessageFault>[] = [];
  readonly #requests: Order<RestFault>[] = [];
  #prng: Prng | null = null;
  #messageChances: readonly (readonly [MessageFault, number])[] = [];
  #requestChances: readonly (readonly [RestFault, number])[] = [];

  constructor() {
    this.counts = Object.fromEntries(FAULT_KINDS.map((kind) => [kind, 0])) as Record<
      FaultKind,
      number
    >;
  }

  /** The next messages or requests of that kind fail so. */
  order(kind: MessageFault | RestFault, target: Target): void {
    const left = target.times ?? 1;
    if (isRestFault(kind)) this.#requests.push({ kind, target, left });
    else this.#messages.push({ kind, target, left });
  }

  /** From now on chance decides, besides what was ordered. */
  leaveToChance(prng: Prng, chances: Chances): void {
    this.#prng = prng;
    this.#messageChances = chosen(MESSAGE_FAULTS, chances);
    this.#requestChances = chosen(REST_FAULTS, chances);
  }

  calm(): void {
    this.#prng = null;
    this.#messages.length = this.#requests.length = 0;
  }

  forMessage(stream: string, text: string): MessageFault | null {
    const ordered = this.#messages.length > 0
      ? take(this.#messages, (target) => concerns(target, stream, text))
      : null;
    return this.#counted(ordered ?? (stream === ANSWERS ? null : this.#draw(this.#messageChances)));
  }

  forRequest(path: string): RestFault | null {
    const ordered = take(this.#requests, (target) => path.includes(target.path ?? ""));
    return this.#counted(ordered ?? this.#draw(this.#requestChances));
  }

  #counted<Kind extends FaultKind>(kind: Kind | null): Kind | null {
    if (kind) this.counts[kind]++;
    return kind;
  }

  #draw<Kind>(chances: readonly (readonly [Kind, number])[]): Kind | null {
    if (!this.#prng || chances.length === 0) return null;
    let at = this.#prng.uniform();
    for (const [kind, chance] of chances) {
      if (at < chance) return kind;
      at -= chance;
    }
    return null;
  }
}

function isRestFault(kind: MessageFault | RestFault): kind is RestFault {
  return kind.startsWith("REST_");
}

function concerns({ stream, isClosing }: Target, of: string, text: string): boolean {
  if (stream === undefined ? of === ANSWERS : stream !== of) return false;
  return !isClosing || text.includes('"x":true');
}

function take<Kind>(orders: Order<Kind>[], fits: (target: Target) => boolean): Kind | null {
  const index = orders.findIndex((order) => fits(order.target));
  const order = orders[index];
  if (!order) return null;
  if (--order.left === 0) orders.splice(index, 1);
  return order.kind;
}

function chosen<Kind extends MessageFault | RestFault>(
  kinds: readonly Kind[],
  chances: Chances,
): (readonly [Kind, number])[] {
  return kinds.filter((kind) => (chances[kind] ?? 0) > 0).map((kind) => [kind, chances[kind]!]);
}
