import { type Actor, BaseError, type CallOrigin, type Log } from '@trastienda/base';
import { rateLimitKey } from './call-limits.ts';

export interface StreamLimits {
  /** Open streams of one caller in this process; 20 by default. */
  readonly maxPerCaller?: number;
  /** Open streams in this process; 10,000 by default. */
  readonly maxPerProcess?: number;
}

export interface OpenStreamsOptions extends StreamLimits {
  /** Returns of each caller whether it still has the access with which it began. */
  readonly areCurrent?: ((callers: readonly Actor[]) => Promise<readonly boolean[]>) | undefined;
  readonly log: Pick<Log, 'warn'>;
}

/** A stream that is being sent. */
export interface OpenStream {
  /** Aborted when its caller has lost access. */
  readonly signal: AbortSignal;
  /** Frees its place; may be called again. */
  close(): void;
}

/** The streams that a process sends. */
export interface OpenStreams {
  /** @throws {BaseError} RATE_LIMITED when the caller, or the process, has too many open. */
  open(origin: Pick<CallOrigin, 'actor' | 'source'>): OpenStream;
}

/** A session that ends ends its streams within a second. */
const CHECK_MS = 700;

const RETRY_SECONDS = { ofCaller: 30, ofProcess: 5 };

/** Returns the key of the credential that may end; null for callers without one. */
function credentialKey(actor: Actor): string | null {
  // A stream that began with another role has ended, whatever newer ones have.
  if (actor.kind === 'account') return `session:${actor.sessionId}:${actor.role}`;
  return actor.kind === 'machine' && actor.keyId !== undefined ? `key:${actor.keyId}` : null;
}

/**
 * Creates the register of open streams. While callers with sessions or API keys have some open, all of
 * these credentials are checked at once, again and again.
 */
export function createOpenStreams(options: OpenStreamsOptions): OpenStreams {
  const { areCurrent, log, maxPerCaller = 20, maxPerProcess = 10_000 } = options;
  const open = new Set<{ readonly actor: Actor; readonly controller: AbortController }>();
  const perCaller = new Map<string, number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function check(): Promise<void> {
    const actors = new Map<string, Actor>();
    for (const { actor } of open) {
      const key = credentialKey(actor);
      if (key !== null) actors.set(key, actor);
    }
    if (actors.size === 0 || areCurrent === undefined) return;
    const keys = [...actors.keys()];
    const current = await areCurrent([...actors.values()]);
    const ended = new Set(keys.filter((_, index) => current[index] !== true));
    for (const { actor, controller } of [...open]) {
      if (ended.has(credentialKey(actor) ?? '')) controller.abort();
    }
  }

  function schedule(): void {
    if (timer !== undefined || areCurrent === undefined || open.size === 0) return;
    timer = setTimeout(() => {
      check()
        .catch((err: unknown) => log.warn({ err }, 'the callers of streams could not be checked'))
        .finally(() => {
          timer = undefined;
          schedule();
        });
    }, CHECK_MS);
    timer.unref?.();
  }

  function refuse(retryAfterSeconds: number, message: string): never {
    throw new BaseError('RATE_LIMITED', { message, details: { retryAfterSeconds } });
  }

  return {
    open({ actor, source }) {
      const caller = rateLimitKey(actor, source);
      const count = perCaller.get(caller) ?? 0;
      if (count >= maxPerCaller) {
        refuse(RETRY_SECONDS.ofCaller, `More than ${maxPerCaller} streams are open.`);
      }
      if (open.size >= maxPerProcess) {
        refuse(RETRY_SECONDS.ofProcess, 'The server has too many open streams.');
      }
      const controller = new AbortController();
      const stream = { actor, controller };
      open.add(stream);
      perCaller.set(caller, count + 1);
      schedule();
      return {
        signal: controller.signal,
        close() {
          if (!open.delete(stream)) return;
          const left = (perCaller.get(caller) ?? 1) - 1;
          if (left > 0) perCaller.set(caller, left);
          else perCaller.delete(caller);
        },
      };
    },
  };
}
