import { builder } from "../builder.ts";
import type { LatencyView, RunnerHealthView } from "../../engine/mod.ts";
import { FeedStatusType } from "./enums.ts";

const LatencyType = builder.objectRef<LatencyView>("Latency").implement({
  description: "Milliseconds from a tick's arrival to the decision; null before the first.",
  fields: (t) => ({
    p50: t.exposeFloat("p50", { nullable: true }),
    p99: t.exposeFloat("p99", { nullable: true }),
    samples: t.exposeInt("samples"),
  }),
});

export const RunnerHealthType = builder.objectRef<RunnerHealthView>("RunnerHealth").implement({
  fields: (t) => ({
    healthy: t.exposeBoolean("healthy"),
    uptimeMs: t.exposeFloat("uptimeMs"),
    lastTickAt: t.expose("lastTickAt", {
      type: "Timestamp",
      nullable: true,
      description: "When the last data came, by this machine's clock.",
    }),
    dataAgeMs: t.exposeFloat("dataAgeMs", {
      nullable: true,
      description: "How old that data is; null before the first.",
    }),
    errors: t.exposeInt("errors"),
    lastError: t.exposeString("lastError", { nullable: true }),
    restarts: t.exposeInt("restarts", { description: "How often it was moved to a new shard." }),
    shard: t.exposeInt("shard", { nullable: true }),
    feedStatus: t.expose("feedStatus", { type: FeedStatusType, nullable: true }),
    feedDetail: t.exposeString("feedDetail", {
      nullable: true,
      description: "What the feed said about its status.",
    }),
    feedSince: t.expose("feedSince", {
      type: "Timestamp",
      nullable: true,
      description: "Since when the feed has this status.",
    }),
    latency: t.expose("latency", { type: LatencyType }),
  }),
});
