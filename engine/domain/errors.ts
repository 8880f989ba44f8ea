/** What went wrong, in the words of the API's error codes. */
export type ErrorCode =
  | "BAD_USER_INPUT"
  | "NOT_FOUND"
  | "CONFLICT"
  | "TIMEOUT"
  | "UNAUTHENTICATED"
  | "QUERY_TOO_COMPLEX"
  | "STORE_FAILED"
  | "INTERNAL";

/**
 * An error whose message is meant for whoever sent the input: it names the input, the value and
 * what would be right. Only errors of this class reach a client with their message.
 */
export class InputError extends Error {
  override readonly name = "InputError";
  readonly code: ErrorCode;
  /** Which input, as the caller named it: `symbol`, `parameters.fast`. */
  readonly field: string | undefined;

  constructor(code: ErrorCode, message: string, field?: string) {
    super(message);
    this.code = code;
    this.field = field;
  }
}

export const badInput = (message: string, field?: string): InputError =>
  new InputError("BAD_USER_INPUT", message, field);
export const notFound = (message: string): InputError => new InputError("NOT_FOUND", message);
export const conflict = (message: string): InputError => new InputError("CONFLICT", message);

/** What went wrong, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A value as an error message shows it: short, and quoted where it is text. */
export function shown(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : String(
    typeof value === "object" && value !== null ? JSON.stringify(value) : value,
  );
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

/** Our own bug: states what should always hold. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new Error(`Invariant: ${message}`);
}
