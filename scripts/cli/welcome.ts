import { resolve } from "node:path";
import type { Service } from "./service.ts";
import type { ServiceOptions } from "./service_options.ts";

/** What a person wants to know once the service stands. */
export function welcome({ url, engine, folders }: Service, options: ServiceOptions): string {
  const runners = engine.runners();
  const running = runners.filter(({ status }) => status === "RUNNING").length;
  const rows = [
    ["Dashboard", `${url}/`],
    ["GraphQL", `${url}/graphql`],
    ["Feed", feedText(options)],
    ["Runners", runners.length === 0 ? "none yet" : `${runners.length}, ${running} running`],
    ["Data", resolve(options.dataDir)],
    ["Strategies", folders.join(", ")],
  ];
  const lines = rows.map(([name, value]) => `  ${name?.padEnd(11)} ${value}`);
  return `\n  Trading Simulator ${engine.version}\n\n${lines.join("\n")}\n\n  Ctrl+C stops it.\n`;
}

function feedText({ feed, speed, seed, replay }: ServiceOptions): string {
  const pace = speed === "max" ? "as fast as it goes" : `speed ${speed}`;
  return feed === "SIMULATED" ? `simulated, ${pace}, seed ${seed}` : `replay of ${replay}, ${pace}`;
}
