import { builder } from "../builder.ts";
import { RunnerStatusType } from "./enums.ts";
import { type EventOf, EventRef } from "./event.ts";

builder.objectRef<EventOf<"RUNNER_ADDED">>("RunnerAddedEvent").implement({
  interfaces: [EventRef],
});

builder.objectRef<EventOf<"RUNNER_REMOVED">>("RunnerRemovedEvent").implement({
  interfaces: [EventRef],
});

builder.objectRef<EventOf<"RUNNER_STATUS_CHANGED">>("RunnerStatusChangedEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    from: t.expose("from", { type: RunnerStatusType }),
    to: t.expose("to", { type: RunnerStatusType }),
    reason: t.exposeString("reason", { nullable: true }),
  }),
});

builder.objectRef<EventOf<"STRATEGY_ERROR">>("StrategyErrorEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    code: t.exposeString("code"),
    message: t.exposeString("message"),
    file: t.exposeString("file", { nullable: true }),
    line: t.exposeInt("line", { nullable: true }),
    traceback: t.exposeString("traceback", { nullable: true }),
  }),
});

builder.objectRef<EventOf<"STRATEGY_LOG">>("StrategyLogEvent").implement({
  interfaces: [EventRef],
  fields: (t) => ({
    level: t.exposeString("level", { description: "`INFO` or `WARN`." }),
    message: t.exposeString("message"),
  }),
});
