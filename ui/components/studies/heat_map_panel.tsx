import { useState } from "preact/hooks";
import {
  figureSpec,
  HEAT_FIGURES,
  isLessBetter,
  scaleWords,
  valueText,
} from "../../format/study_words.ts";
import { plain } from "../../format/words.ts";
import { type StudyDetail, type StudyFigure, StudyHeat } from "../../operations/operations.ts";
import { cellsOf, heatColor, heatScale } from "../../state/studies/heat.ts";
import { useQuery } from "../../state/use_query.ts";
import { SelectField } from "../field.tsx";
import { HeatGrid } from "./heat_grid.tsx";

export interface HeatMapPanelProps {
  readonly study: StudyDetail;
  readonly chosen: number | null;
  readonly onChoose: (number: number) => void;
}

/** A figure over two of the parameters that vary; nothing where only one does. */
export function HeatMapPanel(props: HeatMapPanelProps) {
  const names = props.study.axes.map(({ name }) => name);
  const [pair, setPair] = useState<readonly [string, string]>([names[0] ?? "", names[1] ?? ""]);
  const [figure, setFigure] = useState<StudyFigure>("score");
  const [reading, setReading] = useState("");
  if (names.length < 2) return null;
  const [y, x] = pair;
  const { objective } = props.study;
  const options = names.map((value) => ({ value, text: plain(value) }));
  return (
    <section class="panel heat-panel" data-testid="heat-map">
      <header class="panel-head">
        <h2>{figureSpec(figure, objective).name} by {plain(y)} and {plain(x)}</h2>
        <output class="number" data-testid="heat-reading">{reading}</output>
      </header>
      <div class="heat-choice">
        <SelectField
          label="Figure"
          testId="heat-figure"
          value={figure}
          options={HEAT_FIGURES.map((value) => ({ value, text: figureName(value, props.study) }))}
          onValue={setFigure}
        />
        <SelectField
          label="Down"
          testId="heat-y"
          value={y}
          options={options}
          onValue={(name) => setPair([name, name === x ? y : x])}
        />
        <SelectField
          label="Across"
          testId="heat-x"
          value={x}
          options={options}
          onValue={(name) => setPair([name === y ? x : y, name])}
        />
      </div>
      <Map key={`${y} ${x} ${figure}`} y={y} x={x} figure={figure} onRead={setReading} {...props} />
    </section>
  );
}

function figureName(figure: StudyFigure, { objective }: StudyDetail): string {
  const { name } = figureSpec(figure, objective);
  return figure === "score" ? `${name} (looked for)` : name;
}

type MapProps = HeatMapPanelProps & {
  readonly y: string;
  readonly x: string;
  readonly figure: StudyFigure;
  readonly onRead: (reading: string) => void;
};

function Map({ study, y, x, figure, chosen, onChoose, onRead }: MapProps) {
  const { data, error } = useQuery(StudyHeat, { id: study.id, y, x, figure });
  if (error !== null) return <p class="fault panel-text" role="alert">{error.message}</p>;
  const map = data?.study?.heatMap;
  if (data === null) return <p class="loading">Loading the map…</p>;
  if (!map) return <p class="quiet panel-text">There is nothing to show.</p>;
  const values = cellsOf(map.values);
  const scale = heatScale(values, isLessBetter(figure));
  if (scale === null) {
    return <p class="quiet panel-text">No combination has a value of this figure.</p>;
  }
  const text = (value: number | null) => valueText(figure, study.objective, value);
  return (
    <>
      <HeatGrid
        map={map}
        values={values}
        scale={scale}
        text={text}
        chosen={chosen}
        onChoose={onChoose}
        onRead={onRead}
      />
      <p class="heat-legend number" data-testid="heat-legend">
        <span>{text(scale.worst)}</span>
        <i aria-hidden="true" style={{ background: GRADIENT }} />
        <span>{text(scale.best)}</span>
        <span class="quiet">
          {scaleWords(figure)}
          {study.axes.length > 2 &&
            "; of several with the same two values, the one that scored best"}
        </span>
      </p>
    </>
  );
}

const GRADIENT = `linear-gradient(to right, ${
  [0, 0.25, 0.5, 0.75, 1].map((place) => heatColor(place)).join(", ")
})`;
