import type { ComponentChildren } from "preact";
import { signed, trend } from "../format/numbers.ts";

/** Profit or loss: coloured, and with its sign for whoever does not see colours. */
export function Pnl({ value, unit }: { readonly value: number | null; readonly unit?: string }) {
  return (
    <span class={`number is-${trend(value)}`}>
      {signed(value)}
      {unit !== undefined && <small>&thinsp;{unit}</small>}
    </span>
  );
}

export interface FactProps {
  readonly name: string;
  readonly children: ComponentChildren;
  readonly hint?: string;
  readonly testId?: string;
}

/** A name and its value on one line of a list of facts. */
export function Fact({ name, children, hint, testId }: FactProps) {
  return (
    <div class="fact" title={hint}>
      <dt>{name}</dt>
      <dd class="number" data-testid={testId}>{children}</dd>
    </div>
  );
}

export interface PanelProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** At the right of the title. */
  readonly aside?: ComponentChildren;
  readonly testId?: string;
  /** For links that lead to it. */
  readonly id?: string;
}

export function Panel({ title, children, aside, testId, id }: PanelProps) {
  return (
    <section class="panel" id={id} data-testid={testId}>
      <header class="panel-head">
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
