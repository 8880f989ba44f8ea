import { flattened } from "../format/flatten.ts";
import type { Json } from "../operations/operation.ts";
import { Fact, Panel } from "./figures.tsx";

export interface ValuesPanelProps {
  readonly title: string;
  readonly value: Json;
  /** Of the names; left out for that of the data. */
  readonly order?: (a: string, b: string) => number;
  readonly testId: string;
}

/** Plain data of a shape that only the strategy knows. */
export function ValuesPanel({ title, value, order, testId }: ValuesPanelProps) {
  const all = flattened(value);
  const rows = order ? all.toSorted(([a], [b]) => order(a, b)) : all;
  return (
    <Panel title={title} testId={testId}>
      {rows.length === 0 ? <p class="quiet">Empty</p> : (
        <dl class="facts">
          {rows.map(([name, text]) => (
            <Fact key={name} name={name === "" ? "value" : name}>{text}</Fact>
          ))}
        </dl>
      )}
    </Panel>
  );
}
