import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { hash as argon2Hash, verify as argon2Verify, parseOptions } from '@node-rs/argon2';
import { AuthError } from '@trastienda/auth-contract';
import pLimit from 'p-limit';

/** Hashes passwords off the event loop, a bounded number at a time. */
export interface PasswordHasher {
  /**
   * Hashes with Argon2id in PHC form.
   *
   * @throws {AuthError} SERVER_BUSY when too many calls are waiting.
   */
  hash(password: string): Promise<string>;
  /**
   * Checks a password against a hash. Null stands for an account that does not exist or has no
   * password: the same work is done against a hash that no password matches.
   *
   * @throws {AuthError} SERVER_BUSY when too many calls are waiting.
   */
  verify(
    passwordHash: string | null,
    password: string,
  ): Promise<{ readonly isCorrect: boolean; readonly needsRehash: boolean }>;
}

/** Cost parameters of a hash. */
export interface Argon2Parameters {
  /** KiB. */
  readonly memoryCost: number;
  /** Passes over the memory. */
  readonly timeCost: number;
  /** Threads. */
  readonly parallelism: number;
}

export interface PasswordHasherOptions {
  /** How many hashes are computed at once. */
  readonly concurrency?: number;
  /** How many calls wait in the queue before further ones are rejected. */
  readonly maxWaiting?: number;
  readonly parameters?: Argon2Parameters;
}

/** OWASP, Password Storage Cheat Sheet: the first choice for argon2id. */
const OWASP_PARAMETERS: Argon2Parameters = { memoryCost: 19456, timeCost: 2, parallelism: 1 };

/** Some seconds of work for one core; callers that wait longer have given up. */
const MAX_WAITING = 200;
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const ARGON2ID = 2;
const VERSION_19 = 1;

/**
 * Leaves one core to the event loop, and one of libuv's four threads to files, DNS and compression,
 * which share them with the hashes.
 */
function defaultConcurrency(): number {
  return Math.min(3, Math.max(1, availableParallelism() - 1));
}

/** Creates a hash in PHC form that no password matches: random bytes in place of the hash. */
function createDecoyHash({ memoryCost, timeCost, parallelism }: Argon2Parameters): string {
  const base64 = (bytes: number) => randomBytes(bytes).toString('base64').replaceAll('=', '');
  const cost = `m=${memoryCost},t=${timeCost},p=${parallelism}`;
  return `$argon2id$v=19$${cost}$${base64(SALT_BYTES)}$${base64(HASH_BYTES)}`;
}

/** Returns null when the text is not a password hash. */
function readParameters(passwordHash: string): ReturnType<typeof parseOptions> | null {
  try {
    return parseOptions(passwordHash);
  } catch {
    return null;
  }
}

/**
 * Creates a hasher for Argon2id, by default with OWASP's parameters. Normalizes passwords to
 * Unicode form NFKC.
 */
export function createPasswordHasher(options: PasswordHasherOptions = {}): PasswordHasher {
  const { concurrency = defaultConcurrency(), maxWaiting = MAX_WAITING } = options;
  const { memoryCost, timeCost, parallelism } = options.parameters ?? OWASP_PARAMETERS;
  const parameters = { memoryCost, timeCost, parallelism };
  const decoyHash = createDecoyHash(parameters);
  const limit = pLimit(concurrency);

  function enqueue<Result>(work: () => Promise<Result>): Promise<Result> {
    if (limit.pendingCount >= maxWaiting) throw new AuthError('SERVER_BUSY');
    return limit(work);
  }

  function isOutdated(passwordHash: string): boolean {
    const stored = readParameters(passwordHash);
    return (
      stored === null ||
      stored.algorithm !== ARGON2ID ||
      stored.version !== VERSION_19 ||
      stored.memoryCost !== memoryCost ||
      stored.timeCost !== timeCost ||
      stored.parallelism !== parallelism ||
      stored.outputLen !== HASH_BYTES
    );
  }

  return {
    async hash(password) {
      return enqueue(() =>
        argon2Hash(password.normalize('NFKC'), { ...parameters, outputLen: HASH_BYTES }),
      );
    },
    async verify(passwordHash, password) {
      const isReadable = passwordHash !== null && readParameters(passwordHash) !== null;
      const against = isReadable ? passwordHash : decoyHash;
      const isCorrect = await enqueue(() => argon2Verify(against, password.normalize('NFKC')));
      return { isCorrect, needsRehash: isCorrect && isOutdated(against) };
    },
  };
}
