import type { ComponentChildren } from "preact";
import type { Mood } from "../state/feed_condition.ts";
import { Icon } from "./icon.tsx";

export interface CalloutProps {
  readonly mood: Mood;
  readonly children: ComponentChildren;
  readonly testId?: string;
}

/** A few sentences that should be seen while they hold. */
export function Callout({ mood, children, testId }: CalloutProps) {
  return (
    <div class={`callout is-${mood}`} role="status" data-testid={testId}>
      {(mood === "warn" || mood === "bad") && <Icon name="warning" />}
      <p>{children}</p>
    </div>
  );
}
