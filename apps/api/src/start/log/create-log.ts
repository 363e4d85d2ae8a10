import { type DestinationStream, type Logger, pino, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import type { LogConfig } from '../../config/env.ts';
import { escapeLine, escapeLineTwice } from './escape-line.ts';
import { serializeError } from './serialize-error.ts';
import { type TurnStream, writeByTurn } from './write-by-turn.ts';

/**
 * Creates the log, on standard output by default. Lines of JSON are written once in each turn of the event
 * loop, and synchronously, so that none is lost when the process exits.
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
    const lines: DestinationStream & Partial<TurnStream> =
      destination ?? writeByTurn(pino.destination({ sync: true }));
    const escaped = {
      write: (line: string) => lines.write(escapeLine(line)),
      // After a fatal line: what is printed before the process exits comes after it.
      flushSync: () => lines.flushSync?.(),
    };
    return pino(options, escaped);
  }
  const lines = pretty({
    ...{ sync: true, singleLine: true, translateTime: 'SYS:HH:MM:ss.l' },
    ...(destination !== undefined && { destination, colorize: false }),
  });
  return pino(options, { write: (line: string) => lines.write(escapeLineTwice(line)) });
}
