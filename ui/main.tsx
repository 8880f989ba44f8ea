import { render } from "preact";
import { App } from "./app.tsx";
import { BackendContext, createBackend } from "./state/api.ts";
import { watchSystemTheme } from "./state/theme.ts";
import { restWhileHidden } from "./state/visibility.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("Invariant: the page has #app");

const backend = createBackend(`${location.origin}/graphql`);
restWhileHidden(backend.connection);
watchSystemTheme();
render(
  <BackendContext.Provider value={backend}>
    <App />
  </BackendContext.Provider>,
  root,
);
