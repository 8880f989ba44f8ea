import { moment } from "../format/times.ts";
import { plain, reasonWords } from "../format/words.ts";
import type { TransitionFields } from "../operations/operations.ts";
import { StateBadge } from "./badges.tsx";

export interface TransitionsTableProps {
  readonly transitions: readonly TransitionFields[];
}

export function TransitionsTable({ transitions }: TransitionsTableProps) {
  const now = Date.now();
  return (
    <table class="rows" data-testid="transitions">
      <thead>
        <tr>
          <th>Time, UTC</th>
          <th>From</th>
          <th>To</th>
          <th>Trigger</th>
          <th>Reason</th>
        </tr>
      </thead>
      <tbody>
        {transitions.map(({ time, from, to, trigger, reason }, index) => (
          <tr key={`${transitions.length - index} ${time}`}>
            <td class="time">{moment(time, now)}</td>
            <td>
              <StateBadge state={from} />
            </td>
            <td>
              <StateBadge state={to} />
            </td>
            <td>{plain(trigger)}</td>
            <td class="reason" title={reason ?? ""}>{reasonWords(reason)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
