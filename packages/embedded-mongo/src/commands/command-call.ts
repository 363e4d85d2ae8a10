import type { ObjectId } from 'bson';
import type { Document } from '../bson/document.ts';
import type { Engine } from '../engine/engine.ts';
import type { CursorRegistry } from '../query/cursor-registry.ts';
import type { LogicalSession, SessionRegistry } from '../sessions/session-registry.ts';
import type { RetryIdentity } from '../transactions/retry-record.ts';
import type { Transaction } from '../transactions/transaction.ts';
import type { CommandsInFlight } from './commands-in-flight.ts';
import type { FailPoints } from './fail-points.ts';

/** Settings of a running server that commands show or change. */
interface ServerSettings {
  /** `host:port` as clients reach it. */
  readonly address: string;
  readonly replicaSet: string;
  readonly dir: string;
  readonly startedAt: number;
  /** Tells one run of a server from the next. */
  readonly processId: ObjectId;
  /** `ttlMonitorSleepSecs`. */
  ttlSeconds: number;
}

/** What all commands share. */
export interface CommandServices {
  readonly engine: Engine;
  readonly cursors: CursorRegistry;
  readonly sessions: SessionRegistry;
  readonly settings: ServerSettings;
  readonly failPoints: FailPoints;
  readonly inFlight: CommandsInFlight;
}

/** What is known of the client at the other end. */
export interface ClientConnection {
  readonly id: number;
  /** What the client calls itself in its first hello. */
  appName: string | undefined;
  /** Is aborted when the connection has closed. */
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
  /** The open transaction that the command is part of. */
  readonly transaction: Transaction | undefined;
  /** Set for a retryable write. */
  readonly retry: RetryIdentity | undefined;
  /** Epoch milliseconds by which `maxTimeMS` ends. */
  readonly deadline: number | undefined;
}

/** Answers a command; `ok: 1` and the cluster time are added to what it gives. */
type CommandHandler = (call: CommandCall) => Promise<Document> | Document;

/** A command this database knows. */
export interface CommandSpec {
  readonly run: CommandHandler;
  /** Its fields besides its name and those that every command may have. */
  readonly fields: readonly string[];
  readonly inTransaction?: boolean;
  readonly adminOnly?: boolean;
  /** Answers before a session is looked at. */
  readonly isHandshake?: boolean;
}
