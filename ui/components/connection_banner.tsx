import { useBackend } from "../state/api.ts";
import { useStore } from "../state/store.ts";
import { Icon } from "./icon.tsx";

/** Says that what is on the screen is not live, for as long as that is so. */
export function ConnectionBanner() {
  const { connection } = useBackend();
  const { status } = useStore(connection.state);
  if (status === "lost") {
    return (
      <div class="banner" role="alert" data-testid="connection-lost">
        <Icon name="warning" />
        <span>Connection lost, reconnecting… What you see is the last that was known.</span>
        <button type="button" class="button small" onClick={() => connection.wake()}>
          Try now
        </button>
      </div>
    );
  }
  if (status === "locked") {
    return (
      <div class="banner" role="alert">
        <Icon name="warning" />
        <span>The service asks for its token again.</span>
        <button type="button" class="button small" onClick={() => location.reload()}>
          Sign in
        </button>
      </div>
    );
  }
  return null;
}
