import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import type { LogConfig } from '../../config/env.ts';
import { escapeLine, escapeLineTwice } from './escape-line.ts';
import { serializeError } from './serialize-error.ts';

/**
 * Creates the log, on standard output by default. Writes are synchronous, so no line is lost when
 * the process ends.
 */
export function createLog(config: LogConfig, destination?: DestinationStream): Logger {
  const options = {
    level: config.level,
    // Log collectors add host name and process id.
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }) },
    serializers: { err: (error: unknown) => serializeError(error) },
    // A precaution: no code logs headers today.
    redact: [
      'authorization',
      'cookie',
      'headers.authorization',
      'headers.cookie',
      '*.headers.authorization',
      '*.headers.cookie',
    ],
  };
  if (config.format === 'json') {
    const lines = destination ?? pino.destination({ sync: true });
    return pino(options, { write: (line) => lines.write(escapeLine(line)) });
  }
  const lines = pretty({
    ...{ sync: true, singleLine: true, translateTime: 'SYS:HH:MM:ss.l' },
    ...(destination !== undefined && { destination, colorize: false }),
  });
  return pino(options, { write: (line: string) => lines.write(escapeLineTwice(line)) });
}
