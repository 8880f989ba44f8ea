/** What can go wrong with a message of a stream. */
export const MESSAGE_FAULTS = [
  /** It never comes. */
  "LOSE",
  /** It comes twice. */
  "DUPLICATE",
  /** It comes after the next one of its stream. */
  "REORDER",
  /** It and all behind it on the connection come later. */
  "STALL",
  /** Something that is no JSON comes in its place. */
  "BAD_JSON",
  /** Only the first half of it comes. */
  "CUT",
  /** A decimal is a number, not a string. */
  "NUMBER",
  /** A decimal is "NaN". */
  "NAN",
  /** A decimal is null. */
  "NULL",
  /** It speaks of another symbol than its stream. */
  "WRONG_SYMBOL",
  /** An event that nobody has heard of comes before it. */
  "UNKNOWN_EVENT",
] as const;
export type MessageFault = typeof MESSAGE_FAULTS[number];

/** What can go wrong with a request. */
export const REST_FAULTS = [
  "REST_429",
  "REST_418",
  "REST_500",
  "REST_503",
  /** No answer at all. */
  "REST_HANG",
  /** The answer comes, but late. */
  "REST_SLOW",
  /** The connection breaks in the middle of the body. */
  "REST_BREAK",
  /** The body ends early and calls itself complete. */
  "REST_CUT",
  /** A web page with status 200. */
  "REST_PAGE",
  /** JSON of another form. */
  "REST_OTHER_JSON",
  /** A decimal in it is "NaN". */
  "REST_NAN",
  /** What was true a while ago. */
  "REST_STALE",
] as const;
export type RestFault = typeof REST_FAULTS[number];

/** What can go wrong with connections. */
export const CONNECTION_FAULTS = [
  /** Broken, without a goodbye. */
  "DROP",
  /** Open, but nothing comes any more and nothing is read. */
  "HANG",
  /** A new one was not accepted. */
  "REFUSE",
  /** All broken, and nobody there for a while. */
  "RESTART",
  /** A notice to all, and the end a while later. */
  "SHUTDOWN",
] as const;
export type ConnectionFault = typeof CONNECTION_FAULTS[number];

export type FaultKind = MessageFault | RestFault | ConnectionFault;

export const FAULT_KINDS: readonly FaultKind[] = [
  ...MESSAGE_FAULTS,
  ...REST_FAULTS,
  ...CONNECTION_FAULTS,
];
