import { notify } from "../../state/notices.ts";

/** Beginning of a hash that is enough to tell two apart by eye. */
const SHOWN = 12;

export interface CopyTextProps {
  readonly text: string;
  /** What it is called when it was copied. */
  readonly what: string;
}

/** The beginning of a long text; a click copies all of it. */
export function CopyText({ text, what }: CopyTextProps) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      notify("done", `${what} copied`);
    } catch {
      // Browsers keep the clipboard from pages of other hosts without TLS.
      notify("error", `The browser does not let the page copy. ${what}: ${text}`);
    }
  };
  return (
    <button
      type="button"
      class="copy-text"
      title={`${text}. Click to copy`}
      aria-label={`Copy ${what}`}
      onClick={copy}
    >
      {text.slice(0, SHOWN)}…
    </button>
  );
}
