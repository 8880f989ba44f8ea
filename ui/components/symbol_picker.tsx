import { useMemo, useState } from "preact/hooks";
import { ASSET_CLASS_WORDS } from "../format/words.ts";
import type { SymbolFields } from "../operations/operations.ts";
import { groupedSymbols } from "../state/create_form.ts";

export interface SymbolPickerProps {
  readonly symbols: readonly SymbolFields[];
  readonly chosen: readonly string[];
  /** Several can be chosen. */
  readonly isMultiple?: boolean;
  readonly error?: string | undefined;
  readonly onChoose: (symbol: SymbolFields) => void;
}

export function SymbolPicker(props: SymbolPickerProps) {
  const { symbols, chosen, isMultiple = false, error, onChoose } = props;
  const [text, setText] = useState("");
  const groups = useMemo(() => groupedSymbols(symbols, text), [symbols, text]);
  return (
    <fieldset
      class={error === undefined ? "picker" : "picker is-wrong"}
      data-testid="symbol-picker"
    >
      <legend>{isMultiple ? "Symbols" : "Symbol"}</legend>
      <input
        type="search"
        class="search"
        placeholder="Search"
        aria-label="Search symbols"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <div class="picker-list">
        {groups.map(([assetClass, members]) => (
          <div key={assetClass} role="group" aria-label={ASSET_CLASS_WORDS[assetClass]}>
            <h3>{ASSET_CLASS_WORDS[assetClass]}</h3>
            {members.map((symbol) => (
              <label key={symbol.code} class="option" data-testid={`symbol-${symbol.code}`}>
                <input
                  type={isMultiple ? "checkbox" : "radio"}
                  name="symbol"
                  checked={chosen.includes(symbol.code)}
                  onChange={() =>
                    onChoose(symbol)}
                />
                <b>{symbol.code}</b>
                <small>{symbol.name}</small>
              </label>
            ))}
          </div>
        ))}
        {groups.length === 0 && <p class="hint">No symbol matches.</p>}
      </div>
      <p class="fault">{error}</p>
    </fieldset>
  );
}
