import { moment } from "../format/times.ts";
import type { LogEntry } from "../state/log_entry.ts";

export function LogList({ log }: { readonly log: readonly LogEntry[] }) {
  const now = Date.now();
  return (
    <ol class="log" data-testid="log">
      {log.map((entry) => (
        <li key={entry.id} class={`is-${entry.level}`}>
          <time>{moment(entry.time, now)}</time>
          <b>{entry.source}</b>
          {entry.detail === null ? <span>{entry.text}</span> : (
            <details>
              <summary>{entry.text}</summary>
              <pre>{entry.detail}</pre>
            </details>
          )}
        </li>
      ))}
    </ol>
  );
}
