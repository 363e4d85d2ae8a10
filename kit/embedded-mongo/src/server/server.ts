import type { Server as NetServer } from 'node:net';
import { createServer } from 'node:net';
import { ObjectId } from 'bson';
import type { CommandServices } from '../commands/command-call.ts';
import { CommandsInFlight } from '../commands/commands-in-flight.ts';
import { FailPoints } from '../commands/fail-points.ts';
import { Engine } from '../engine/engine.ts';
import { CursorRegistry } from '../query/cursor-registry.ts';
import { SessionRegistry } from '../sessions/session-registry.ts';
import type { Stats } from '../storage/counters.ts';
import { DataDirectoryError, messageOf } from '../storage/directory-error.ts';
import { checkDataFile, checkDirectory } from '../storage/file-check.ts';
import { FileStore } from '../storage/file-store.ts';
import { openFormat } from '../upgrade/format.ts';
import { Connection } from './connection.ts';
import { sweepExpired, sweepGarbage, sweepSessions } from './sweeper.ts';

/** Options of {@link Server}. */
interface ServerOptions {
  /** Data directory; it must exist. */
  readonly dir: string;
  /** 0 means any free port. */
  readonly port: number;
  /** Port to try first when `port` is 0. */
  readonly preferredPort: number | undefined;
  /** Fails when the directory is empty, instead of creating a database there. */
  readonly mustExist: boolean;
  /** False acknowledges writes before they are flushed to disk. */
  readonly fsync: boolean;
  /** Seconds between two deletions of expired documents. */
  readonly ttlSeconds: number;
  /** Seconds before an open transaction is aborted. */
  readonly transactionLifetimeSeconds: number;
  /** Size limit of the commit log, from which change streams resume. */
  readonly logMaxBytes: number;
  readonly logMaxAgeSeconds: number;
  /** Receives one sentence per change made to the data to open it. */
  readonly onNotice: (text: string) => void;
}

const HOST = '127.0.0.1';
const REPLICA_SET = 'trastienda';
const CURSOR_TIMEOUT_MS = 10 * 60_000;
const MAINTENANCE_MS = 1000;
const SESSION_SWEEP_MS = 60_000;

/** A running database: an open data directory behind a listening socket. */
export class Server {
  readonly uri: string;
  readonly port: number;
  private readonly options: ServerOptions;
  private readonly net: NetServer;
  private readonly services: CommandServices;
  private readonly connections = new Set<Connection>();
  private readonly timer: NodeJS.Timeout;
  private nextConnectionId = 1;
  private lastTtlSweep = Date.now();
  private lastSessionSweep = Date.now();
  private maintenance: Promise<void> | undefined;
  private closing: Promise<void> | undefined;
  private lastConnectedAt = Date.now();

  private constructor(
    options: ServerOptions,
    net: NetServer,
    services: CommandServices,
    port: number,
  ) {
    this.options = options;
    this.net = net;
    this.services = services;
    this.port = port;
    this.uri = `mongodb://${HOST}:${port}/?replicaSet=${REPLICA_SET}`;
    net.on('connection', (socket) => {
      const connection = new Connection(this.nextConnectionId, socket, services);
      this.nextConnectionId += 1;
      this.connections.add(connection);
      this.lastConnectedAt = Date.now();
      socket.on('close', () => {
        this.connections.delete(connection);
        this.lastConnectedAt = Date.now();
      });
    });
    this.timer = setInterval(() => this.tick(), MAINTENANCE_MS);
    this.timer.unref();
  }

  /**
   * Opens the data directory and listens.
   *
   * @throws {DataDirectoryError} when the directory cannot be used.
   */
  static async start(options: ServerOptions): Promise<Server> {
    const { mustExist } = options;
    await checkDirectory(options.dir);
    await checkDataFile(options.dir, { mustExist });
    const store = openStore(options);
    try {
      await openFormat(store, options.dir, { notice: options.onNotice, mustExist });
      const engine = new Engine(store);
      const net = createServer();
      const port = await listenOn(net, options);
      const services: CommandServices = {
        engine,
        cursors: new CursorRegistry(CURSOR_TIMEOUT_MS),
        sessions: new SessionRegistry(engine, options.transactionLifetimeSeconds * 1000),
        failPoints: new FailPoints(),
        inFlight: new CommandsInFlight(),
        settings: {
          address: `${HOST}:${port}`,
          replicaSet: REPLICA_SET,
          dir: options.dir,
          startedAt: Date.now(),
          processId: new ObjectId(),
          ttlSeconds: options.ttlSeconds,
        },
      };
      return new Server(options, net, services, port);
    } catch (error) {
      await store.close();
      throw error;
    }
  }

  /** Returns the work counted since the start or the last reset. */
  stats(): Stats {
    return this.services.engine.counters.read();
  }

  resetStats(): void {
    this.services.engine.counters.reset();
  }

  /** Returns the milliseconds since the last connection or command ended; 0 while there is one. */
  idleMs(now = Date.now()): number {
    if (this.connections.size > 0) return 0;
    return now - Math.max(this.lastConnectedAt, this.services.inFlight.lastActiveAt(now));
  }

  private tick(): void {
    // Run these every time: they never block, and maintenance may be waiting for a cursor or
    // transaction that they end.
    const { cursors, sessions } = this.services;
    const now = Date.now();
    cursors.sweep(now);
    sessions.sweep(now);
    if (this.maintenance || this.closing) return;
    this.maintenance = this.runMaintenance()
      // The next run retries whatever could not be removed.
      .catch(() => {})
      .finally(() => {
        this.maintenance = undefined;
      });
  }

  private async runMaintenance(): Promise<void> {
    const { engine, settings } = this.services;
    const now = Date.now();
    await sweepGarbage(engine);
    await engine.trimLog(this.options.logMaxBytes, this.options.logMaxAgeSeconds * 1000);
    if (now - this.lastTtlSweep >= settings.ttlSeconds * 1000) {
      this.lastTtlSweep = now;
      await sweepExpired(engine);
    }
    if (now - this.lastSessionSweep >= SESSION_SWEEP_MS) {
      this.lastSessionSweep = now;
      await sweepSessions(engine);
    }
  }

  /**
   * Stops listening, drops all connections, interrupts running commands, waits for them and closes
   * the file. Commits under way are finished.
   */
  close(): Promise<void> {
    this.closing ??= this.shutDown();
    return this.closing;
  }

  private async shutDown(): Promise<void> {
    clearInterval(this.timer);
    const closed = new Promise<void>((resolve) => this.net.close(() => resolve()));
    for (const connection of this.connections) connection.close();
    const { cursors, sessions, engine, inFlight } = this.services;
    cursors.killWhere(() => true);
    sessions.endAll();
    engine.interrupt();
    await closed;
    // A command that reads from a closed LMDB file would crash the process.
    await inFlight.ended();
    await this.maintenance;
    await engine.close();
  }
}

function openStore({ dir, fsync }: ServerOptions): FileStore {
  try {
    return new FileStore(dir, fsync);
  } catch (error) {
    throw new DataDirectoryError(`The data file in ${dir} cannot be opened: ${messageOf(error)}`, {
      cause: error,
    });
  }
}

/**
 * Listens on the directory's previous port if possible, so that clients of the previous server
 * reconnect.
 */
async function listenOn(
  net: NetServer,
  { port, preferredPort }: Pick<ServerOptions, 'port' | 'preferredPort'>,
): Promise<number> {
  if (port !== 0 || preferredPort === undefined) return listen(net, port);
  try {
    return await listen(net, preferredPort);
  } catch {
    return listen(net, port);
  }
}

function listen(net: NetServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    net.once('error', reject);
    net.listen(port, HOST, () => {
      net.off('error', reject);
      const address = net.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
