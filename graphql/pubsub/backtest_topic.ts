import { type BacktestApi, type BacktestInfo, notFound, shown } from "../../engine/mod.ts";
import type { Mailbox } from "./mailbox.ts";

/** How backtests come along, for those who want to know of one. */
export class BacktestTopic {
  readonly #backtests: BacktestApi | undefined;
  readonly #mailboxes = new Map<string, Set<Mailbox<BacktestInfo>>>();
  readonly #unlisten: () => void;

  constructor(backtests: BacktestApi | undefined) {
    this.#backtests = backtests;
    this.#unlisten = backtests?.listen((info) => this.#changed(info)) ?? (() => {});
  }

  /** @throws InputError NOT_FOUND */
  require(id: string): BacktestInfo {
    const info = this.#backtests?.find(id);
    if (info) return info;
    throw notFound(`No backtest has the id ${shown(id)}`);
  }

  /** Begins with how it stands; one that is over ends after that. */
  add(id: string, mailbox: Mailbox<BacktestInfo>): void {
    const info = this.require(id);
    mailbox.push(info, "newest");
    if (isOver(info)) return mailbox.end();
    const those = this.#mailboxes.get(id) ?? new Set();
    this.#mailboxes.set(id, those.add(mailbox));
  }

  remove(id: string, mailbox: Mailbox<BacktestInfo>): void {
    const those = this.#mailboxes.get(id);
    those?.delete(mailbox);
    if (those?.size === 0) this.#mailboxes.delete(id);
  }

  close(): void {
    this.#unlisten();
  }

  #changed(info: BacktestInfo): void {
    for (const mailbox of [...this.#mailboxes.get(info.id) ?? []]) {
      mailbox.push(info, "newest");
      if (isOver(info)) mailbox.end();
    }
  }
}

const isOver = ({ status }: BacktestInfo): boolean => status !== "QUEUED" && status !== "RUNNING";
