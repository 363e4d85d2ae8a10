import type { Logger } from 'pino';
import { createLog } from '../start/log/create-log.ts';

interface LogLine extends Record<string, unknown> {
  readonly level: string;
  readonly msg: string;
}

export interface MemoryLog {
  readonly log: Logger;
  /** The lines so far, as an operator would see them. */
  readonly lines: () => LogLine[];
  readonly text: () => string;
}

function isLogLine(value: unknown): value is LogLine {
  return typeof value === 'object' && value !== null && 'level' in value && 'msg' in value;
}

/** A log that tests can read; it has every line down to `debug`. */
export function createMemoryLog(): MemoryLog {
  const written: string[] = [];
  const destination = { write: (line: string) => void written.push(line) };
  const log = createLog({ level: 'debug', format: 'json' }, destination);
  return {
    log,
    lines: () => written.map((line): unknown => JSON.parse(line)).filter(isLogLine),
    text: () => written.join(''),
  };
}
