export { Mailbox, type MailboxCounts } from "./mailbox.ts";
export type { EventFilter } from "./event_topic.ts";
export { PubSub } from "./pubsub.ts";
export type { RunChange } from "./run_topic.ts";
