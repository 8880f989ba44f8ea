/**
 * House rule: which folder may import from which. The module graph alone does not tell: it knows
 * nothing of rooms, and the worker is not in it.
 */
import { posix } from "node:path";

/** The rooms of the engine, each with those it may import values from. */
const ROOMS: Readonly<Record<string, readonly string[]>> = (() => {
  const core = [
    "domain",
    "kernel",
    "market",
    "indicators",
    "strategy",
    "machine",
    "broker",
    "risk",
    "runner",
  ];
  const rooms: Record<string, readonly string[]> = {};
  for (const [i, room] of core.entries()) rooms[room] = core.slice(0, i);
  rooms.feeds = core;
  rooms.workers = [...core, "feeds"];
  rooms.backtest = core;
  rooms.store = ["domain", "kernel", "strategy"];
  rooms.service = [...core, "feeds", "workers", "backtest", "store"];
  return rooms;
})();

/** Files other than `mod.ts` that may be entered from outside their room, and why. */
const SIDE_DOORS: ReadonlySet<string> = new Set([
  "engine/kernel/clock.ts", // interfaces only
  "engine/store/store.ts", // the interface, without SQLite
  "engine/store/market_store.ts", // the same
  "engine/feeds/feed.ts", // the interface, without the feeds
  "engine/workers/transport.ts", // what the shell needs to make shards, without the shard
  "engine/strategy/lua/mod.ts", // the two hosts are rooms in a room
  "engine/strategy/ts/mod.ts",
  "engine/strategy/ts/strip.ts", // needs a compiler, which a shard must not load
]);

/** Packages that only one place may know. */
const PACKAGES: readonly (readonly [pattern: RegExp, place: string])[] = [
  [/^fengari(\/|$)/, "engine/strategy/lua/"],
  [/^uplot(\/|$)/, "ui/charts/"],
  [/^node:sqlite$/, "engine/store/"],
];

export interface SourceImport {
  readonly specifier: string;
  readonly isType: boolean;
}

/** What a module imports or exports again. Found by form: code in a string counts, too. */
export function importsOf(source: string): SourceImport[] {
  const text = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
  const statements = text.matchAll(
    /^[ \t]*(?:import|export)\s+(type\s)?(?:[^"'`;=()]*?\sfrom\s*)?["']([^"'\n]+)["']/gm,
  );
  const calls = text.matchAll(/\bimport\(\s*["'`]([^"'`]+)["'`]/g);
  return [
    ...Array.from(statements, (m) => ({ specifier: m[2] ?? "", isType: m[1] !== undefined })),
    ...Array.from(calls, (m) => ({ specifier: m[1] ?? "", isType: false })),
  ];
}

/** Why a file must not import something; null when it may. @param file `engine/broker/mod.ts` */
export function refusal(file: string, { specifier, isType }: SourceImport): string | null {
  if (/^(jsr|https?):/.test(specifier)) return "only npm packages and files of this project";
  const isTest = /_(test|bench)\.tsx?$/.test(file) || file.startsWith("tests/");
  if (isTest) return null;
  if (!specifier.startsWith(".")) return packageRefusal(file, specifier);
  const target = posix.normalize(posix.join(posix.dirname(file), specifier));
  if (target.startsWith("tests/")) return "only tests import from tests/";
  if (file.startsWith("ui/")) {
    return target.startsWith("ui/") ? null : "ui/ knows the rest by graphql/schema.graphql only";
  }
  if (!file.startsWith("engine/")) return outsideRefusal(file, target);
  if (target.startsWith("dist/")) return null;
  if (!target.startsWith("engine/")) return "engine/ knows nothing of what is around it";
  return roomRefusal(file, target, isType);
}

function packageRefusal(file: string, specifier: string): string | null {
  if (file.startsWith("scripts/build/")) return null;
  const owner = PACKAGES.find(([pattern]) => pattern.test(specifier))?.[1];
  return owner === undefined || file.startsWith(owner) ? null : `${specifier} is ${owner}'s alone`;
}

/** `graphql/`, `scripts/`, `main.ts`: through the doors of the engine's rooms. */
function outsideRefusal(file: string, target: string): string | null {
  if (!target.startsWith("engine/")) {
    return file.startsWith("graphql/") && !/^(graphql|dist)\//.test(target)
      ? "graphql/ knows engine/mod.ts only"
      : null;
  }
  if (file.startsWith("graphql/")) {
    return target === "engine/mod.ts" ? null : "graphql/ knows engine/mod.ts only";
  }
  return isDoor(target) ? null : "a room is entered by its mod.ts";
}

function isDoor(target: string): boolean {
  return target.endsWith("/mod.ts") || SIDE_DOORS.has(target);
}

const roomOf = (path: string): string | undefined => /^engine\/([^/]+)\//.exec(path)?.[1];

function roomRefusal(file: string, target: string, isType: boolean): string | null {
  const from = roomOf(file);
  const to = roomOf(target);
  // Files at the top of engine/ tie the rooms together; service/ is their own back room.
  if (from === undefined || to === undefined) {
    if (from === undefined) {
      return to === undefined || to === "service" || isDoor(target)
        ? null
        : "a room is entered by its mod.ts";
    }
    const mayTypes = isType && target === "engine/api.ts";
    return mayTypes ? null : "rooms know nothing of engine.ts";
  }
  if (from === to) return null;
  // What is stored is vocabulary: the types may be named anywhere.
  const isStoredType = isType && /^engine\/store\/(market_)?store\.ts$/.test(target);
  if (!isStoredType && !ROOMS[from]?.includes(to)) {
    return ROOMS[from] ? `${from} may not import ${to}` : `${from} is no room: add it to ROOMS`;
  }
  return isDoor(target) ? null : "a room is entered by its mod.ts";
}
