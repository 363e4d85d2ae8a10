import { hash as argon2Hash } from '@node-rs/argon2';
import { describe, expect, test } from 'vitest';
import { createPasswordHasher } from './password-hasher.ts';

const parameters = { memoryCost: 64, timeCost: 1, parallelism: 1 };
const hasher = createPasswordHasher({ parameters });

const isBusy = expect.objectContaining({ reason: 'SERVER_BUSY' });

describe('hashing', () => {
  test('is argon2id with the parameters of OWASP by default', async () => {
    const hash = await createPasswordHasher().hash('correct horse');
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  });

  test('the same password has a different hash each time, and each of them matches', async () => {
    const hashes = await Promise.all([hasher.hash('correct horse'), hasher.hash('correct horse')]);
    expect(new Set(hashes).size).toBe(2);
    for (const hash of hashes) {
      expect(await hasher.verify(hash, 'correct horse')).toEqual({
        isCorrect: true,
        needsRehash: false,
      });
      expect((await hasher.verify(hash, 'correct horsf')).isCorrect).toBe(false);
    }
  });

  test('a password in another Unicode form is the same password', async () => {
    const hash = await hasher.hash('contraseña ﬁna'.normalize('NFD'));
    expect((await hasher.verify(hash, 'contraseña fina'.normalize('NFC'))).isCorrect).toBe(true);
  });

  test('every character counts, also in a long password', async () => {
    const long = '🌵'.repeat(255);
    const hash = await hasher.hash(`${long}a`);
    expect((await hasher.verify(hash, `${long}a`)).isCorrect).toBe(true);
    expect((await hasher.verify(hash, `${long}b`)).isCorrect).toBe(false);
  });

  test('a null character does not end a password', async () => {
    const hash = await hasher.hash('correct\0horse');
    expect((await hasher.verify(hash, 'correct\0mule')).isCorrect).toBe(false);
  });
});

describe('rehashing', () => {
  test.each([
    { ...parameters, memoryCost: 32 },
    { ...parameters, memoryCost: 128 },
    { ...parameters, timeCost: 2 },
    { ...parameters, parallelism: 2 },
    { ...parameters, outputLen: 16 },
    { ...parameters, algorithm: 1 },
  ])('a hash with other parameters fits, and is to be replaced: %o', async (others) => {
    const hash = await argon2Hash('correct horse', others);
    expect(await hasher.verify(hash, 'correct horse')).toEqual({
      isCorrect: true,
      needsRehash: true,
    });
  });

  test('a wrong password does not trigger a rehash', async () => {
    const hash = await argon2Hash('correct horse', { ...parameters, timeCost: 2 });
    expect(await hasher.verify(hash, 'wrong horse')).toEqual({
      isCorrect: false,
      needsRehash: false,
    });
  });
});

describe('a missing hash', () => {
  test.each([null, '', 'x', '$2b$10$abcdefghijklmnopqrstuv', '$argon2id$v=19$m=64,t=1,p=1$a$b'])(
    '%s matches no password',
    async (passwordHash) => {
      expect(await hasher.verify(passwordHash, '')).toEqual({
        isCorrect: false,
        needsRehash: false,
      });
    },
  );

  test('takes as long to check as a real one', async () => {
    // Costly enough to stand out from the rest of the call.
    const slow = createPasswordHasher({ parameters: { ...parameters, memoryCost: 8192 } });
    const stored = await slow.hash('correct horse');
    const timed = async (passwordHash: string | null) => {
      const start = performance.now();
      await slow.verify(passwordHash, 'wrong horse');
      return performance.now() - start;
    };
    const median = (times: number[]) => times.sort((a, b) => a - b)[10] ?? 0;
    // Alternating, so that other load affects all of them alike.
    const times: Record<'present' | 'absent' | 'unreadable', number[]> = {
      present: [],
      absent: [],
      unreadable: [],
    };
    for (let i = 0; i < 21; i += 1) {
      times.present.push(await timed(stored));
      times.absent.push(await timed(null));
      times.unreadable.push(await timed('x'));
    }
    for (const missing of [times.absent, times.unreadable]) {
      const ratio = median(missing) / median(times.present);
      expect(ratio).toBeGreaterThan(0.25);
      expect(ratio).toBeLessThan(4);
    }
  });
});

describe('load', () => {
  test('rejects calls beyond the maximum queue, and serves the others', async () => {
    const busy = createPasswordHasher({ parameters, concurrency: 1, maxWaiting: 2 });
    const calls = Array.from({ length: 6 }, () => busy.hash('correct horse'));
    const outcomes = await Promise.allSettled(calls);
    const failures = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(failures.length).toBeGreaterThanOrEqual(3);
    expect(failures).toEqual(failures.map(() => isBusy));
    expect(outcomes.length - failures.length).toBeGreaterThanOrEqual(2);

    await expect(busy.hash('correct horse')).resolves.toMatch(/^\$argon2id/);
  });

  test('counts checking a password like computing a hash', async () => {
    const busy = createPasswordHasher({ parameters, concurrency: 1, maxWaiting: 1 });
    const calls = Array.from({ length: 5 }, () => busy.verify(null, 'correct horse'));
    const outcomes = await Promise.allSettled(calls);
    expect(outcomes.at(-1)).toEqual({ status: 'rejected', reason: isBusy });
  });

  test('lets the event loop run between one hash and the next', async () => {
    let turns = 0;
    let immediate = setImmediate(function count() {
      turns += 1;
      immediate = setImmediate(count);
    });
    for (let i = 0; i < 20; i += 1) await hasher.hash('correct horse');
    clearImmediate(immediate);
    expect(turns).toBeGreaterThan(5);
  });
});
