import type { CompleteErrorTable } from '@trastienda/procedures';
import type { AnyTRPCRouter } from '@trpc/server';
import { type AppOptions, createApp, type LimitOf } from '../create-app.ts';
import { type CallLimitOptions, createCallLimits } from '../limits/call-limits.ts';
import { type PageOptions, servePage } from '../node/serve-page.ts';
import type { OpenPort, OpenPortFunction, PortOptions } from './open-port.ts';
import { type RunningServer, type ServeOptions, serveOn } from './serve.ts';

type GeneralOptions<Router extends AnyTRPCRouter, Table extends CompleteErrorTable> = Omit<
  AppOptions<Router, Table>,
  'consume' | 'publicUrl' | 'closing' | 'pages' | 'assets'
>;

export interface StartServerOptions<Router extends AnyTRPCRouter, Table extends CompleteErrorTable>
  extends GeneralOptions<Router, Table>,
    PortOptions,
    Pick<ServeOptions, 'graceSeconds' | 'background'> {
  /** Closed after the last call and the background work, or when the server cannot start. */
  readonly database: GeneralOptions<Router, Table>['database'] &
    CallLimitOptions<LimitOf<Router>>['database'] & { close(): Promise<void> };
  /** Limits on calls; see `createCallLimits`. */
  readonly limits: Omit<CallLimitOptions<LimitOf<Router>>, 'database'>;
  /** A built page that is served beside the API; see `servePage`. */
  readonly page?: Omit<PageOptions, 'log'>;
  /** URL at which browsers reach the server; by default that of its port on this machine. */
  readonly publicUrl?: string | undefined;
}

/** Serves the application on an open port. */
function serveApp<Router extends AnyTRPCRouter, Table extends CompleteErrorTable>(
  opened: OpenPort,
  options: StartServerOptions<Router, Table>,
): RunningServer {
  const { database, limits, page, log, background = [], graceSeconds, ...general } = options;
  const publicUrl = options.publicUrl ?? opened.url;
  const closing = new AbortController();
  const app = createApp<Router, Table>({
    ...general,
    ...(page && servePage({ ...page, log })),
    consume: createCallLimits<LimitOf<Router>>({ ...limits, database }),
    publicUrl: () => publicUrl,
    closing: closing.signal,
    database,
    log,
  });
  const server = serveOn(opened, {
    app,
    ...(graceSeconds !== undefined && { graceSeconds }),
    background,
    onClose: () => database.close(),
    log,
  });
  return {
    ...server,
    close() {
      closing.abort();
      return server.close();
    },
  };
}

/**
 * Starts a server: `createApp` with limits and a page, `serve` with background work and a database
 * that closes last. An application with other needs puts these parts together itself.
 *
 * A failure closes the database, too: a program that cannot start leaves nothing open that would keep
 * its process alive.
 *
 * @throws {ListenError} when the port is in use or not permitted.
 */
export type StartServer = <Router extends AnyTRPCRouter, Table extends CompleteErrorTable>(
  options: StartServerOptions<Router, Table>,
) => Promise<RunningServer>;

/** Creates `startServer` of a runtime. */
export function createStartServer(openPort: OpenPortFunction): StartServer {
  return async function startServer(options) {
    const { database, log } = options;
    let opened: OpenPort | undefined;
    try {
      opened = await openPort(options);
      return serveApp(opened, options);
    } catch (error) {
      await opened?.close();
      await database.close().catch((err: unknown) => log.error({ err }, 'closing failed'));
      throw error;
    }
  };
}
