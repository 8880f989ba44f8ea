/** What the API writes to; a pino logger fits. */
export interface Logger {
  info(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
