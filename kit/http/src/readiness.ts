import { isBaseError, type Log } from '@trastienda/base';

export interface ReadinessOptions {
  readonly ping: () => Promise<void>;
  readonly isClosing: () => boolean;
  readonly log: Log;
  readonly timeoutMs: number;
}

export type Readiness =
  | { readonly status: 'ready' }
  | {
      readonly status: 'unavailable';
      readonly reason: 'DATABASE_UNAVAILABLE' | 'STORAGE_FULL' | 'SHUTTING_DOWN';
    };

function timeLimit(ms: number): { expired: Promise<never>; clear: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The database did not answer in ${ms} ms.`)), ms);
  });
  return { expired, clear: () => clearTimeout(timer) };
}

/**
 * Creates the readiness check. Concurrent probes share one ping, so that callers cannot make the
 * server query faster than the database answers.
 */
export function createReadiness({ ping, isClosing, log, timeoutMs }: ReadinessOptions) {
  let running: Promise<void> | undefined;
  const sharedPing = () => {
    running ??= Promise.resolve()
      .then(ping)
      .finally(() => {
        running = undefined;
      });
    return running;
  };

  return async function readiness(): Promise<Readiness> {
    if (isClosing()) return { status: 'unavailable', reason: 'SHUTTING_DOWN' };
    const { expired, clear } = timeLimit(timeoutMs);
    try {
      await Promise.race([sharedPing(), expired]);
      return { status: 'ready' };
    } catch (error) {
      log.warn({ err: error }, 'not ready');
      const isFull = isBaseError(error, 'STORAGE_FULL');
      return { status: 'unavailable', reason: isFull ? 'STORAGE_FULL' : 'DATABASE_UNAVAILABLE' };
    } finally {
      clear();
    }
  };
}
