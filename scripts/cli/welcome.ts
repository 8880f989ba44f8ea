import { resolve } from "node:path";
import type { Service } from "./service.ts";
import type { ServiceOptions } from "./service_options.ts";

/** What a person wants to know once the service stands. */
export function welcome(service: Service, options: ServiceOptions): string {
  const { url, engine } = service;
  const runners = engine.runners();
  const running = runners.filter(({ status }) => status === "RUNNING").length;
  const rows = [
    ["Dashboard", `${url}/`],
    ["GraphQL", `${url}/graphql`],
    ["Feed", feedText(options)],
    ["Runners", runners.length === 0 ? "none yet" : `${runners.length}, ${running} running`],
    ["Data", resolve(options.dataDir)],
    ["Strategies", strategiesText(service, options)],
  ];
  const lines = rows.map(([name, value]) => `  ${name?.padEnd(11)} ${value}`);
  return `\n  Trading Simulator ${engine.version}\n\n${lines.join("\n")}\n\n  Ctrl+C stops it.\n`;
}

function strategiesText({ builtIn }: Service, { strategies }: ServiceOptions): string {
  // What lies inside a compiled binary has a path that means nothing to anybody.
  const along = Deno.build.standalone ? "those that come along" : builtIn;
  return strategies === undefined ? along : `${resolve(strategies)}, ${along}`;
}

function feedText(options: ServiceOptions): string {
  const { feed, simulatedSpeed, replaySpeed, seed, replay } = options;
  switch (feed) {
    case "SIMULATED":
      return `simulated, ${pace(simulatedSpeed)}, seed ${seed}`;
    case "REPLAY":
      return `replay of ${replay.join(", ")}, ${pace(replaySpeed)}`;
    case "BINANCE":
    case "BINANCE_US": {
      const name = feed === "BINANCE" ? "Binance" : "Binance US";
      const endpoint = options.binanceWs === undefined ? "" : ` at ${options.binanceWs}`;
      return `${name}, live${endpoint}; connects when a runner needs it`;
    }
  }
}

function pace(speed: number | "max"): string {
  if (speed === "max") return "as fast as it goes";
  return speed === 1 ? "in real time" : `${speed} times real time`;
}
