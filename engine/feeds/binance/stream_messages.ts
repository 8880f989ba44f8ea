/** What a message of a stream is. */
export const Message = {
  /** Not what the protocol says; `fault` tells why. */
  GARBAGE: 0,
  KLINE: 1,
  /** An aggregate trade. */
  TRADE: 2,
  /** Best bid and ask. */
  QUOTE: 3,
  /** The answer to a request such as SUBSCRIBE. */
  ANSWER: 4,
  /** The exchange is about to end the connection. */
  SHUTDOWN: 5,
  /** In order, but of a kind that nobody here reads. */
  OTHER: 6,
} as const;
export type MessageKind = typeof Message[keyof typeof Message];
