import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { Api } from "../client.ts";
import { Connection } from "./connection.ts";

/** What every component may lean on. */
export interface Backend {
  readonly api: Api;
  readonly connection: Connection;
}

export function createBackend(url: string): Backend {
  const api = new Api(url);
  const connection = new Connection({
    probe: () => api.probe(),
    after(ms, act) {
      const timer = setTimeout(act, ms);
      return () => clearTimeout(timer);
    },
    random: Math.random,
  });
  return { api, connection };
}

export const BackendContext = createContext<Backend | null>(null);

export function useBackend(): Backend {
  const backend = useContext(BackendContext);
  if (backend === null) throw new Error("Invariant: a backend is provided at the root");
  return backend;
}
