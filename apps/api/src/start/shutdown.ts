import { constants } from 'node:os';
import type { Logger } from 'pino';

export interface ShutdownOptions {
  /** Ends the work in order; false when something had to be cut off. */
  readonly close: () => Promise<boolean>;
  readonly log: Logger;
}

/**
 * Ends the process on SIGTERM and SIGINT. The first signal closes in order and exits with 0, or
 * with 1 when something had to be cut off. The second one exits at once with 128 and the signal's
 * number (130, 143), which is what a shell reports of a process that the signal has killed.
 */
export function closeOnSignals({ close, log }: ShutdownOptions): void {
  let isClosing = false;
  const onSignal = (signal: 'SIGTERM' | 'SIGINT') => {
    if (isClosing) {
      log.warn({ signal }, 'stopping at once');
      process.exit(128 + constants.signals[signal]);
    }
    isClosing = true;
    log.info({ signal }, 'stopping; a second signal stops at once');
    close().then(
      (isOrderly) => {
        log.info('stopped');
        process.exit(isOrderly ? 0 : 1);
      },
      (error: unknown) => {
        log.fatal({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
}

/**
 * Ends the process with 1 when its database is lost, with the reason as the last line: whoever
 * restarts the process gives it a database that can be opened anew.
 */
export function exitWithoutDatabase(error: Error): never {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}

/**
 * Logs an error that nobody caught and exits with 1. Nothing is closed in order: what the process
 * holds may be half changed, and what the database holds is safe in its transactions.
 */
export function exitOnUncaughtErrors(log: Logger): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught exception');
    process.exit(1);
  });
  process.on('unhandledRejection', (reason) => {
    log.fatal({ err: reason }, 'unhandled rejection');
    process.exit(1);
  });
}
