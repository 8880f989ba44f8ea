import { mustHold } from "../state/relations.ts";

/** What the strategy wants to hold between its parameters; nothing where it does not care. */
export function ConstraintsHint({ constraints }: { readonly constraints: readonly string[] }) {
  if (constraints.length === 0) return null;
  return <p class="hint constraints-hint" data-testid="constraints">{mustHold(constraints)}.</p>;
}
