import { Store } from "./store.ts";

/** A short word to the user that goes away by itself. */
export interface Notice {
  readonly id: number;
  readonly kind: "done" | "error";
  readonly text: string;
}

const MOST_NOTICES = 4;
const SHOWN_MS = { done: 4_000, error: 10_000 } as const;

export const notices = new Store<readonly Notice[]>([]);
let count = 0;

export function notify(kind: Notice["kind"], text: string): void {
  const notice = { id: ++count, kind, text };
  notices.set([...notices.value, notice].slice(-MOST_NOTICES));
  setTimeout(() => dismiss(notice.id), SHOWN_MS[kind]);
}

export function dismiss(id: number): void {
  notices.set(notices.value.filter((notice) => notice.id !== id));
}
