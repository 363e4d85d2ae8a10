import { constants } from 'node:os';
import type { Log } from '@trastienda/base';

export interface ShutdownOptions {
  /** Shuts down gracefully; resolves to false when work was cut off. */
  readonly close: () => Promise<boolean>;
  readonly log: Log;
}

/**
 * Shuts down on SIGTERM and SIGINT. The first signal closes gracefully and exits with 0, or with 1
 * when work was cut off. The second one exits at once with 128 plus the signal's number (130, 143),
 * the code that shells report for a process killed by it.
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
 * Logs an uncaught error and exits with 1, without a graceful shutdown: the state of the process
 * may be inconsistent, and transactions protect the database.
 */
export function exitOnUncaughtErrors(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'uncaught exception');
    process.exit(1);
  });
  process.on('unhandledRejection', (reason) => {
    log.fatal({ err: reason }, 'unhandled rejection');
    process.exit(1);
  });
}
