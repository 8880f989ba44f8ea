/** What the platform's errors say, by a piece of their text, and how a user is told. */
const WORDS: readonly (readonly [sign: RegExp, words: string])[] = [
  [/\brefused\b/i, "the connection was refused"],
  [/\bdns error\b|name resolution|lookup address/i, "its name was not resolved"],
  [/certificate|InvalidContentType|\btls\b|handshake/i, "no secure connection (TLS)"],
  [
    /\breset\b|broken pipe|unexpected ?eof|\beof\b|end of file|body from connection/i,
    "the connection broke off",
  ],
  [/timed? ?out/i, "no answer in time"],
  [/unreachable/i, "there is no way to it"],
  [/\bconnect error\b/i, "no connection (refused, or not reachable)"],
  [/net access|NotCapable/i, "the program has no permission to reach it (--allow-net)"],
];

/** Most causes behind an error that are looked at. */
const MAX_CAUSES = 5;

/** A fault of the network in words for the user. */
export function faultInWords(error: unknown): string {
  const chain = chainOf(error);
  const text = chain.map(({ name, message }) => `${name}: ${message}`).join(" | ");
  const status = /Invalid status code: (\d+)/i.exec(text)?.[1];
  if (status !== undefined) return `it answered HTTP ${status}${hint(status)} in place of a socket`;
  const words = WORDS.find(([sign]) => sign.test(text))?.[1];
  // The deepest cause says most.
  return words ?? (chain.at(-1)?.message || "the connection failed");
}

/** What an exchange means by a status. */
function hint(status: string): string {
  switch (status) {
    case "451":
      return " (not offered where you are)";
    case "418":
    case "429":
      return " (too many requests)";
    default:
      return "";
  }
}

/** An error and its causes. */
function chainOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let one = error; one instanceof Error && chain.length < MAX_CAUSES; one = one.cause) {
    chain.push(one);
  }
  return chain;
}

/** What the codes mean that an exchange may close a socket with (RFC 6455, section 7.4.1). */
const CODES: Readonly<Record<number, string>> = {
  1000: "normally",
  1001: "going away",
  1002: "protocol error",
  1003: "unsupported data",
  1007: "invalid data",
  1008: "policy violated",
  1009: "message too large",
  1011: "internal error",
  1012: "restarting",
  1013: "try again later",
};
/** Codes that no side ever sent. */
const NO_CODE = 1005;
const BROKE_OFF = 1006;

/** Why a socket is closed, as its close event tells. */
export function closingInWords(code: number, reason: string): string {
  if (code === 0 || code === BROKE_OFF) return "the connection broke off";
  if (code === NO_CODE) return "closed by the exchange without a code";
  const words = reason || CODES[code];
  return `closed by the exchange with code ${code}${words ? ` (${words})` : ""}`;
}
