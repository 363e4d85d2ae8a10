import type { ObjectId } from 'bson';
import type { Document } from '../bson/document.ts';
import type { Engine } from '../engine/engine.ts';
import type { CursorRegistry } from '../query/cursor-registry.ts';
import type { LogicalSession, SessionRegistry } from '../sessions/session-registry.ts';
import type { RetryIdentity } from '../transactions/retry-record.ts';
import type { Transaction } from '../transactions/transaction.ts';
import type { CommandsInFlight } from './commands-in-flight.ts';
import type { FailPoints } from './fail-points.ts';

/** Server settings that commands show or change. */
interface ServerSettings {
  /** `host:port` for clients. */
  readonly address: string;
  readonly replicaSet: string;
  readonly dir: string;
  readonly startedAt: number;
  /** Identifies one run of the server. */
  readonly processId: ObjectId;
  /** MongoDB's parameter `ttlMonitorSleepSecs`. */
  ttlSeconds: number;
}

/** Services shared by all commands. */
export interface CommandServices {
  readonly engine: Engine;
  readonly cursors: CursorRegistry;
  readonly sessions: SessionRegistry;
  readonly settings: ServerSettings;
  readonly failPoints: FailPoints;
  readonly inFlight: CommandsInFlight;
}

/** The client of a connection. */
export interface ClientConnection {
  readonly id: number;
  /** Application name in the client's first hello. */
  appName: string | undefined;
  /** Aborted when the connection has closed. */
  readonly closed: AbortSignal;
}

/** A running command. */
export interface CommandCall {
  readonly services: CommandServices;
  readonly name: string;
  readonly command: Document;
  readonly database: string;
  readonly sequences: ReadonlyMap<string, readonly Buffer[]>;
  readonly connection: ClientConnection;
  readonly session: LogicalSession | undefined;
  /** The open transaction that the command belongs to. */
  readonly transaction: Transaction | undefined;
  /** Set for a retryable write. */
  readonly retry: RetryIdentity | undefined;
  /** Time at which `maxTimeMS` ends, in epoch milliseconds. */
  readonly deadline: number | undefined;
}

/** Runs a command. The dispatcher adds `ok: 1` and the cluster time to its reply. */
type CommandHandler = (call: CommandCall) => Promise<Document> | Document;

/** A supported command. */
export interface CommandSpec {
  readonly run: CommandHandler;
  /** Its own fields, besides its name and the generic fields. */
  readonly fields: readonly string[];
  readonly inTransaction?: boolean;
  readonly adminOnly?: boolean;
  /** True for commands that run without a session. */
  readonly isHandshake?: boolean;
}
