import { type BacktestStatus, notFound, shown } from "../../engine/mod.ts";
import type { Mailbox } from "./mailbox.ts";

/** A backtest or a study. */
interface Run {
  readonly id: string;
  readonly status: BacktestStatus;
  /** Work that came after it was over, if any did. */
  readonly checks?: { readonly status: BacktestStatus } | null;
}

/** Where runs are looked up and heard of. */
interface Runs<Info extends Run> {
  find(id: string): Info | undefined;
  listen(changed: (info: Info) => void, removed: (id: string) => void): () => void;
}

/** What became of one of the list. */
export interface RunChange<Info> {
  /** Null in the first item: who asks for the list after that misses nothing. */
  readonly id: string | null;
  /** Null for one that was removed. */
  readonly info: Info | null;
}

/** How runs come along, for those who want to know of one, or of all. */
export class RunTopic<Info extends Run> {
  readonly #what: string;
  readonly #runs: Runs<Info> | undefined;
  readonly #mailboxes = new Map<string, Set<Mailbox<Info>>>();
  readonly #lists = new Set<Mailbox<RunChange<Info>>>();
  readonly #unlisten: () => void;

  /** @param what one is, for messages */
  constructor(what: string, runs: Runs<Info> | undefined) {
    this.#what = what;
    this.#runs = runs;
    this.#unlisten = runs?.listen((info) => this.#changed(info), (id) => this.#removed(id)) ??
      (() => {});
  }

  /** @throws InputError NOT_FOUND */
  require(id: string): Info {
    const info = this.#runs?.find(id);
    if (info) return info;
    throw notFound(`No ${this.#what} has the id ${shown(id)}`);
  }

  /** Begins with how it stands; one that is over, its checks too, ends after that. */
  add(id: string, mailbox: Mailbox<Info>): void {
    const info = this.require(id);
    mailbox.push(info, "newest");
    if (isOver(info)) return mailbox.end();
    const those = this.#mailboxes.get(id) ?? new Set();
    this.#mailboxes.set(id, those.add(mailbox));
  }

  remove(id: string, mailbox: Mailbox<Info>): void {
    const those = this.#mailboxes.get(id);
    those?.delete(mailbox);
    if (those?.size === 0) this.#mailboxes.delete(id);
  }

  addList(mailbox: Mailbox<RunChange<Info>>): void {
    this.#lists.add(mailbox);
    mailbox.push({ id: null, info: null });
  }

  removeList(mailbox: Mailbox<RunChange<Info>>): void {
    this.#lists.delete(mailbox);
  }

  close(): void {
    this.#unlisten();
  }

  #changed(info: Info): void {
    const { id } = info;
    for (const mailbox of this.#lists) mailbox.push({ id, info }, id);
    for (const mailbox of [...this.#mailboxes.get(id) ?? []]) {
      mailbox.push(info, "newest");
      if (isOver(info)) mailbox.end();
    }
  }

  #removed(id: string): void {
    for (const mailbox of this.#lists) mailbox.push({ id, info: null }, id);
    for (const mailbox of [...this.#mailboxes.get(id) ?? []]) mailbox.end();
  }
}

const isOver = ({ status, checks }: Run): boolean =>
  !isUnderWay(status) && !(checks && isUnderWay(checks.status));

const isUnderWay = (status: BacktestStatus): boolean => status === "QUEUED" || status === "RUNNING";
