import { setTimeout as delay } from 'node:timers/promises';
import { isDocument, numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import {
  badValue,
  interruptedAtShutdown,
  MongoError,
  mongoError,
  notSupported,
} from '../mongo-error.ts';

/** What `failCommand` does to a matching command. */
interface CommandFailure {
  readonly blockMs: number;
  readonly closeConnection: boolean;
  readonly errorCode: number | undefined;
  /** Absent: the labels that the server would add by itself. */
  readonly errorLabels: readonly string[] | undefined;
  readonly writeConcernError: Document | undefined;
}

interface ActiveFailure extends CommandFailure {
  readonly commands: ReadonlySet<string>;
  readonly appName: string | undefined;
  readonly namespace: string | undefined;
  /** Number of matching commands to skip first. */
  toSkip: number;
  /** Number of matching commands still to fail. */
  toFail: number;
}

/** Errors after which a driver may retry a write (retryable writes specification). */
export const RETRYABLE_CODES: ReadonlySet<number> = new Set([
  6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436,
]);

/** Names of errors that only fail points raise here. */
const CODE_NAMES: ReadonlyMap<number, string> = new Map([
  [6, 'HostUnreachable'],
  [7, 'HostNotFound'],
  [24, 'LockTimeout'],
  [64, 'WriteConcernFailed'],
  [89, 'NetworkTimeout'],
  [91, 'ShutdownInProgress'],
  [100, 'UnsatisfiableWriteConcern'],
  [189, 'PrimarySteppedDown'],
  [246, 'SnapshotUnavailable'],
  [262, 'ExceededTimeLimit'],
  [267, 'PreparedTransactionInProgress'],
  [391, 'ReauthenticationRequired'],
  [9001, 'SocketException'],
  [10107, 'NotWritablePrimary'],
  [11600, 'InterruptedAtShutdown'],
  [11601, 'Interrupted'],
  [11602, 'InterruptedDueToReplStateChange'],
  [13435, 'NotPrimaryNoSecondaryOk'],
  [13436, 'NotPrimaryOrSecondary'],
]);

/** True for errors with which drivers retry. */
export function isRetryableCode(code: number): boolean {
  return RETRYABLE_CODES.has(code);
}

function stringsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}

/** When a retryable write loses its connection: before it runs, or after its commit. */
export type WriteInterruption = 'before' | 'after';

/** Returns how often a `mode` lets a fail point fire. */
function timesOf(mode: unknown): number {
  if (mode === 'off') return 0;
  const times = isDocument(mode) ? numberOf(mode.times) : undefined;
  return times ?? Number.POSITIVE_INFINITY;
}

/** The fail points of a server, for fault tests. */
export class FailPoints {
  private failure: ActiveFailure | undefined;
  private interruption:
    | { readonly when: WriteInterruption; toSkip: number; left: number }
    | undefined;

  /** Configures `onPrimaryTransactionalWrite`: retryable writes lose their connection. */
  configureInterruption(mode: unknown, data: Document): void {
    const when = data.failBeforeCommitExceptionCode === undefined ? 'after' : 'before';
    const toSkip = isDocument(mode) ? (numberOf(mode.skip) ?? 0) : 0;
    this.interruption = { when, toSkip, left: timesOf(mode) };
  }

  /** Returns how to interrupt the current retryable statement, if at all, and counts it. */
  takeInterruption(): WriteInterruption | undefined {
    const { interruption } = this;
    if (!interruption || interruption.left <= 0) return undefined;
    if (interruption.toSkip > 0) {
      interruption.toSkip -= 1;
      return undefined;
    }
    interruption.left -= 1;
    return interruption.when;
  }

  configure(mode: unknown, data: Document): void {
    this.failure = undefined;
    if (mode === 'off') return;
    const failure: ActiveFailure = {
      commands: new Set(stringsOf(data.failCommands)?.map((command) => command.toLowerCase())),
      appName: typeof data.appName === 'string' ? data.appName : undefined,
      namespace: typeof data.namespace === 'string' ? data.namespace : undefined,
      blockMs: data.blockConnection === true ? (numberOf(data.blockTimeMS) ?? 0) : 0,
      closeConnection: data.closeConnection === true,
      errorCode: numberOf(data.errorCode),
      errorLabels: stringsOf(data.errorLabels),
      writeConcernError: isDocument(data.writeConcernError) ? data.writeConcernError : undefined,
      toSkip: 0,
      toFail: Number.POSITIVE_INFINITY,
    };
    if (isDocument(mode)) {
      failure.toSkip = numberOf(mode.skip) ?? 0;
      failure.toFail = numberOf(mode.times) ?? Number.POSITIVE_INFINITY;
      if (mode.activationProbability !== undefined) {
        throw notSupported('the fail point mode "activationProbability"');
      }
    } else if (mode !== 'alwaysOn') throw badValue(`unknown fail point mode: ${String(mode)}`);
    this.failure = failure;
  }

  /** Returns the failure to inject into a command, if any, and counts it. */
  take(name: string, appName: string | undefined, namespace: string): CommandFailure | undefined {
    const { failure } = this;
    if (!failure || name === 'configureFailPoint') return undefined;
    // `isMaster` and `findAndModify` also exist in lower case.
    if (!failure.commands.has(name.toLowerCase())) return undefined;
    if (failure.appName !== undefined && failure.appName !== appName) return undefined;
    if (failure.namespace !== undefined && failure.namespace !== namespace) return undefined;
    if (failure.toSkip > 0) {
      failure.toSkip -= 1;
      return undefined;
    }
    if (failure.toFail <= 0) return undefined;
    failure.toFail -= 1;
    return failure;
  }
}

/** Thrown to close a connection without a reply. */
export class ConnectionClosedByFailPoint extends Error {}

/**
 * Blocks, disconnects or fails as the fail point is configured.
 *
 * @throws {MongoError} 11600 when the database closes while it blocks.
 */
export async function injectFailure(
  failure: CommandFailure,
  defaults: readonly string[],
  closing: AbortSignal,
): Promise<void> {
  if (failure.blockMs > 0) {
    await delay(failure.blockMs, undefined, { signal: closing }).catch(() => {
      throw interruptedAtShutdown();
    });
  }
  if (failure.closeConnection) throw new ConnectionClosedByFailPoint();
  if (failure.errorCode === undefined) return;
  const labels = failure.errorLabels ?? defaults;
  const message = "Failing command via 'failCommand' failpoint";
  const codeName = CODE_NAMES.get(failure.errorCode);
  throw codeName
    ? new MongoError(failure.errorCode, codeName, message, { labels })
    : mongoError(failure.errorCode, message, { labels });
}
