import { flattened } from "../format/flatten.ts";
import type { Json } from "../operations/operation.ts";
import { Fact, Panel } from "./figures.tsx";

export interface ValuesPanelProps {
  readonly title: string;
  readonly value: Json;
  readonly testId: string;
}

/** Plain data of a shape that only the strategy knows. */
export function ValuesPanel({ title, value, testId }: ValuesPanelProps) {
  const rows = flattened(value);
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
