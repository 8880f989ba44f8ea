import { useCallback, useMemo } from "preact/hooks";
import { comparePlot, TimeGroup } from "../../charts/result/mod.ts";
import { percent, signedPercent } from "../../format/numbers.ts";
import { fullTime } from "../../format/times.ts";
import { type Compared, growthCurves } from "../../state/backtest/compared.ts";
import { type PlotPlace, PlotView } from "./plot_view.tsx";
import { ZoomOut } from "./zoom_out.tsx";

/** How each account grew since its own start. */
export function CompareChart({ compared }: { readonly compared: readonly Compared[] }) {
  const { time, values } = useMemo(() => growthCurves(compared), [compared]);
  const group = useMemo(
    () => new TimeGroup("compare", { min: time[0] ?? 0, max: time.at(-1) ?? 1 }),
    [time],
  );
  const draw = useCallback((place: PlotPlace) =>
    comparePlot(place.host, group, {
      ...place,
      time,
      curves: values,
      label: (value, step) => percent(value, step < 0.01 ? 2 : 0),
      read(index) {
        const at = index ?? time.length - 1;
        const each = compared.map(({ id }, row) => `${id} ${signedPercent(values[row]?.[at])}`);
        place.say(`${fullTime(time[at]!)} UTC`, ...each);
      },
    }), [compared, time, values, group]);
  if (time.length === 0) return null;
  return (
    <PlotView
      title="Growth"
      height={300}
      draw={draw}
      testId="compare-chart"
      aside={<ZoomOut group={group} />}
    />
  );
}
