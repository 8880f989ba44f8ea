import { executionWords } from "../format/execution_words.ts";
import type { ExecutionFields } from "../operations/operations.ts";
import { memo } from "../state/memo.ts";
import { Fact, Panel } from "./figures.tsx";

export interface ExecutionPanelProps {
  readonly execution: ExecutionFields;
}

/** How the runner's orders are executed; it is set when the runner is made. */
export const ExecutionPanel = memo(({ execution }: ExecutionPanelProps) => (
  <Panel title="Execution" testId="execution">
    <dl class="facts">
      {executionWords(execution).map(({ name, text, hint }) => (
        <Fact key={name} name={name} {...(hint === undefined ? {} : { hint })}>{text}</Fact>
      ))}
    </dl>
  </Panel>
));
