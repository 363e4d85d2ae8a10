/** Writes one line of a log. */
export interface LogMethod {
  (fields: object, message: string): void;
  (message: string): void;
}

/** The log of the application, as far as the kit writes to it. A pino logger is one. */
export interface Log {
  readonly debug: LogMethod;
  readonly info: LogMethod;
  readonly warn: LogMethod;
  readonly error: LogMethod;
  readonly fatal: LogMethod;
}
