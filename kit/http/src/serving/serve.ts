import type { Log } from '@trastienda/base';
import { type Background, stopBackground } from './background.ts';
import type { Answer, OpenPort, OpenPortFunction, PortOptions } from './open-port.ts';

const GRACE_SECONDS = 10;

export interface ServeOptions {
  readonly app: { readonly fetch: Answer };
  /** How long running calls may continue after `close()`; 10 by default. */
  readonly graceSeconds?: number;
  /** Work that starts with the server, and stops after the last call. */
  readonly background?: readonly Background[];
  /**
   * Called once, after the last call and the background work, to close what they use within that
   * many milliseconds.
   */
  readonly onClose: (withinMs: number) => Promise<void>;
  readonly log: Log;
}

export interface RunningServer {
  /** URL with the actual port. */
  readonly url: string;
  readonly port: number;
  /**
   * Stops accepting, lets running calls finish, then closes the rest. Resolves to false when calls
   * were cut off or the rest did not close in time. Repeated calls return the same promise.
   */
  close(): Promise<boolean>;
}

/** Serves the application on an open port. */
export function serveOn(opened: OpenPort, options: ServeOptions): RunningServer {
  const { app, log, graceSeconds = GRACE_SECONDS, background = [] } = options;
  const { url, port } = opened;
  opened.handOver(
    (request, bindings) => app.fetch(request, bindings),
    (error) => log.error({ err: error }, 'server error'),
  );

  async function closeAll(withinMs: number): Promise<void> {
    const isIdle = background.length === 0;
    if (!isIdle) await stopBackground(background, withinMs, log);
    await options.onClose(isIdle ? withinMs : withinMs / 3);
  }

  let closing: Promise<boolean> | undefined;
  const close = async () => {
    const deadline = performance.now() + graceSeconds * 1000;
    const isDrained = await opened.close(graceSeconds * 1000);
    if (!isDrained) log.warn('calls were cut off at the end of the grace period');
    // The database gets a moment to close even when calls have used up the time.
    const restMs = Math.max(1000, deadline - performance.now());
    const isClosed = await closeInTime(closeAll, restMs, log);
    return isDrained && isClosed;
  };
  for (const work of background) work.start();
  return {
    url,
    port,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}

/** Opens a port and serves the application. */
export type Serve = (options: ServeOptions & PortOptions) => Promise<RunningServer>;

/**
 * Creates `serve` of a runtime.
 *
 * @throws {ListenError} (its result) when the port is in use or not permitted.
 */
export function createServe(openPort: OpenPortFunction): Serve {
  return async (options) => serveOn(await openPort(options), options);
}

async function closeInTime(
  onClose: ServeOptions['onClose'],
  withinMs: number,
  log: Log,
): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('It did not close in time.')), withinMs);
  });
  try {
    await Promise.race([onClose(withinMs), expired]);
    return true;
  } catch (error) {
    log.error({ err: error }, 'closing failed');
    return false;
  } finally {
    clearTimeout(timer);
  }
}
