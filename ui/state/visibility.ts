import type { Connection } from "./connection.ts";

/** A page hidden for so long closes its streams: a browser gives one server six connections in all. */
const REST_AFTER_MS = 30_000;

export function restWhileHidden(connection: Connection): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener("visibilitychange", () => {
    clearTimeout(timer);
    if (document.hidden) timer = setTimeout(() => connection.rest(), REST_AFTER_MS);
    else if (connection.state.value.status !== "live") connection.wake();
  });
  addEventListener("online", () => connection.wake());
}
