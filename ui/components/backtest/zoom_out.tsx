import { useEffect, useState } from "preact/hooks";
import type { TimeGroup } from "../../charts/result/mod.ts";

/** Shown once not everything is in sight; a drag on a chart zooms. */
export function ZoomOut({ group }: { readonly group: TimeGroup }) {
  const [isWhole, setWhole] = useState(true);
  useEffect(() => {
    setWhole(group.isWhole);
    return group.listen(setWhole);
  }, [group]);
  if (isWhole) return <span class="quiet chart-hint">drag to zoom</span>;
  return (
    <button
      type="button"
      class="button small"
      onClick={() => group.show(null)}
      data-testid="show-all"
    >
      Show all
    </button>
  );
}
