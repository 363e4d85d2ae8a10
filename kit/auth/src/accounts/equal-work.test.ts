import { createEmailWorker } from '@trastienda/emails';
import { createCipher } from '@trastienda/mongo';
import { describe, expect, test } from 'vitest';
import type { AccountEmail } from '../emails/email.ts';
import { renderEmail } from '../emails/render-email.ts';
import { createPasswordHasher, type PasswordHasher } from '../passwords/password-hasher.ts';
import {
  CONFIG,
  NEW_PASSWORD,
  PASSWORD,
  type TestAuth,
  useTestAuth,
  VISITOR,
} from '../testing/start-test-auth.ts';

const fixture = await useTestAuth();

type Call = (email: string) => Promise<unknown>;

/** Public calls about an email address. */
const CALLS: readonly [string, (auth: TestAuth['auth']) => Call][] = [
  [
    'signing up',
    (auth) => (email) =>
      auth.signUp({ email, password: PASSWORD, name: 'Ana', locale: 'en' }, VISITOR),
  ],
  ['asking for a reset', (auth) => (email) => auth.requestPasswordReset({ email }, VISITOR)],
  [
    'signing in with a wrong password',
    (auth) => (email) =>
      auth.signIn({ email, password: NEW_PASSWORD }, VISITOR).catch((error) => error.reason),
  ],
];

/** Drivers send other commands at any time. */
const DATA_COMMANDS = new Set([
  'aggregate',
  'commitTransaction',
  'delete',
  'find',
  'findAndModify',
  'insert',
  'update',
]);

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const isAboutOne = (ratio: number) => ratio > 0.67 && ratio < 1.5;

/** Costly enough to show beside the database's work, and cheap enough for many tries. */
const MODERATE = { memoryCost: 2048, timeCost: 1, parallelism: 1 };
const PAIRS = 20;
const MAX_ROUNDS = 16;

/** A worker that sends waiting emails, and counts how far they got. */
function countSending() {
  const counts = { rendered: 0, composed: 0 };
  const compose = async () => {
    counts.composed += 1;
  };
  const worker = createEmailWorker({
    store: fixture.database.emails,
    leases: fixture.database.leases,
    cipher: createCipher(CONFIG.encryptionKeys),
    mailer: { send: compose, dryRun: compose, close: async () => {} },
    render: (email: AccountEmail) => {
      counts.rendered += 1;
      return renderEmail(email, { name: 'Ana', url: 'https://shop.example' });
    },
    clock: fixture.clock,
    onFault: (fault) => {
      throw new Error(fault.reason);
    },
  });
  return { counts, sendAll: () => worker.runOnce() };
}

/** A hash costs as much as many commands, so a missing one would show. */
function countHashing(hasher: PasswordHasher) {
  const counts = { hash: 0, verify: 0 };
  const counting: PasswordHasher = {
    hash(...input) {
      counts.hash += 1;
      return hasher.hash(...input);
    },
    verify(...input) {
      counts.verify += 1;
      return hasher.verify(...input);
    },
  };
  return { hasher: counting, counts };
}

async function millisecondsOf(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

describe.each(CALLS)('%s', (_what, callOf) => {
  test('does the same work, including sending emails afterwards, and responds the same, with or without an account', async (context) => {
    const { embedded } = fixture.server;
    if (embedded === undefined) return context.skip('only the embedded database counts commands');
    const known = fixture.newEmail();
    await fixture.register(known);
    const { hasher, counts } = countHashing(fixture.hasher);
    const call = callOf(fixture.another({ hasher }).auth);
    const { counts: sending, sendAll } = countSending();
    const workOf = async (email: string) => {
      // The first call about an address creates its counters; the second one is compared.
      await call(email);
      await sendAll();
      embedded.resetStats();
      Object.assign(counts, { hash: 0, verify: 0 });
      Object.assign(sending, { rendered: 0, composed: 0 });
      const answer = await call(email);
      await sendAll();
      const commands = Object.entries(embedded.stats().commands);
      return {
        answer,
        hashing: { ...counts },
        sending: { ...sending },
        commands: commands.filter(([name]) => DATA_COMMANDS.has(name)).sort(),
      };
    };
    const work = await workOf(known);
    expect(work.commands.length).toBeGreaterThan(2);
    expect(await workOf(fixture.newEmail())).toEqual(work);
  });

  test('takes as long with an account as without', async () => {
    const { auth } = fixture.another({ hasher: createPasswordHasher({ parameters: MODERATE }) });
    const call = callOf(auth);
    const known = fixture.newEmail();
    await fixture.register(known);
    // The stored hash of the account costs as much as the decoy hash.
    await auth.signIn({ email: known, password: PASSWORD }, VISITOR);
    // One address each: the first call about an address creates its counters, and costs more.
    const absent = fixture.newEmail();
    for (const email of [known, absent]) await call(email);

    const times = { known: [] as number[], absent: [] as number[] };
    const measure = async () => {
      for (let pair = 0; pair < PAIRS; pair += 1) {
        // Each goes first equally often, so that other load affects both alike.
        const order =
          pair % 2 === 0 ? (['known', 'absent'] as const) : (['absent', 'known'] as const);
        for (const who of order) {
          times[who].push(await millisecondsOf(() => call(who === 'known' ? known : absent)));
        }
      }
      return median(times.known) / median(times.absent);
    };
    // A busy machine needs more pairs. All of them count, so that a real difference stays visible
    // however often it is measured.
    let ratio = await measure();
    for (let round = 1; round < MAX_ROUNDS && !isAboutOne(ratio); round += 1) {
      ratio = await measure();
    }
    expect(ratio).toSatisfy(isAboutOne);
  });
});
