import type { Log, LogMethod } from '@trastienda/base';

interface LogLine extends Record<string, unknown> {
  readonly level: string;
  readonly msg: string;
}

export interface MemoryLog {
  readonly log: Log;
  /** The lines so far. */
  readonly lines: () => LogLine[];
  readonly text: () => string;
}

/** Copies only known fields of an error, as the log of an application should. */
function serializeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name: type, message, stack, cause } = error;
  return { type, message, stack, ...(cause !== undefined && { cause: serializeError(cause) }) };
}

/** A log that tests can read; it has every line down to `debug`. */
export function createMemoryLog(): MemoryLog {
  const written: LogLine[] = [];
  const method =
    (level: string): LogMethod =>
    (fields: object | string, message?: string) => {
      if (typeof fields === 'string') return void written.push({ level, msg: fields });
      const err = 'err' in fields ? { err: serializeError(fields.err) } : {};
      written.push({ level, ...fields, ...err, msg: message ?? '' });
    };
  return {
    log: {
      debug: method('debug'),
      info: method('info'),
      warn: method('warn'),
      error: method('error'),
      fatal: method('fatal'),
    },
    lines: () => written,
    text: () => written.map((line) => JSON.stringify(line)).join('\n'),
  };
}
