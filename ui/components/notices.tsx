import { dismiss, notices } from "../state/notices.ts";
import { useStore } from "../state/store.ts";
import { Icon } from "./icon.tsx";

export function Notices() {
  const shown = useStore(notices);
  return (
    <div class="notices" aria-live="polite" data-testid="notices">
      {shown.map(({ id, kind, text }) => (
        <div key={id} class={`notice is-${kind}`}>
          <span>{text}</span>
          <button
            type="button"
            class="icon-button"
            aria-label="Close message"
            onClick={() => dismiss(id)}
          >
            <Icon name="close" />
          </button>
        </div>
      ))}
    </div>
  );
}
