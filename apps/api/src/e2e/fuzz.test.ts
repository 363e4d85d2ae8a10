import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAuth, createPasswordHasher } from '@trastienda/auth';
import { ANONYMOUS, systemClock } from '@trastienda/base';
import { createCipher } from '@trastienda/mongo';
import { createCatalogService } from '@trastienda/shop';
import { OPERATOR_ORIGIN, type Role } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { appRouter } from '@trastienda/shop-router';
import { productFixture } from '@trastienda/shop-testing';
import type { TestDatabase } from '@trastienda/testing';
import { createDeferred } from '@trastienda/testing';
import { runCount, useTestDatabase } from '@trastienda/testing/vitest';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createShopApp } from '../http/create-app.ts';
import { describeShop } from '../start/configure-auth.ts';
import { configureShop } from '../start/configure-shop.ts';
import { acceptedInput, fuzzInputs, stringFields } from '../testing/fuzz-inputs.ts';
import {
  findChanged,
  readContents,
  restoreContents,
  type StoredContents,
} from '../testing/stored-contents.ts';
import { STAFF_TOKEN, testAppOptions } from '../testing/test-app-options.ts';
import { testMedia } from '../testing/test-media.ts';

// The same inputs every time, so that a fault that they meet is met again. FUZZ_SEED and
// EXHAUSTIVE=1 go further, as `.ci/full` does.
const RUNS = {
  seed: Number(process.env.FUZZ_SEED ?? 1),
  numRuns: runCount(2, 12),
};
const PASSWORD = 'pelican granite orbit mauve 7';
/** Guests have carts too. */
const GUEST = `tg_${'g'.repeat(43)}`;

/** One connection for all looks into the database; ended by `endLooks`. */
let client: Parameters<Parameters<TestDatabase['withClient']>[0]>[0];
const endLooks = createDeferred<void>();
/** Products and accounts that exist, so that some inputs are about something. */
let samples: string[];
/** Bearer tokens of callers of every kind; most calls come from those who may do most. */
let tokens: (string | null)[];
/** What an operator would find in the log of errors. */
const logged: string[] = [];

const { server, database } = await useTestDatabase(openDatabase);
const isConnected = createDeferred<void>();
const looks = server.withClient((connected) => {
  client = connected;
  isConnected.resolve();
  return endLooks.promise;
});
await isConnected.promise;
const auth = createAuth({
  database,
  ...describeShop(database),
  config: {
    ...{ applicationName: 'Trastienda', passwordMinLength: 15 },
    encryptionKeys: [{ id: 'tests', key: new Uint8Array(32).fill(7) }],
    session: { slidingSeconds: 86_400, absoluteSeconds: 86_400, recentSeconds: 3600 },
  },
  hasher: createPasswordHasher({
    parameters: { memoryCost: 8, timeCost: 1, parallelism: 1 },
  }),
});
const { authenticator, operator: _, ...services } = auth;
const catalog = createCatalogService({ database, clock: systemClock, currency: 'EUR' });
const shop = configureShop({
  ...{ database, clock: systemClock, currency: 'EUR', reservationSeconds: 900 },
  ...{
    payments: { kind: 'sandbox' },
    accounts: { shopName: 'Trastienda', passwordMinLength: 15 },
    secret: new Uint8Array(32).fill(8),
    log: pino({ level: 'silent' }),
    media: testMedia(join(tmpdir(), 'trastienda-no-images')),
    webhooks: {
      cipher: createCipher([{ id: 'tests', key: new Uint8Array(32).fill(7) }]),
      send: async () => ({
        ...{ failure: 'connection', status: null, answer: null, retryAfter: null, durationMs: 0 },
      }),
    },
  },
});
const app = createShopApp(
  testAppOptions(pino({ level: 'error' }, { write: (line) => logged.push(line) }), {
    services: { ...services, ...shop.services, catalog },
    authenticator,
    database,
    maxBodyBytes: 1024 * 1024,
    maxUploadBytes: 1024 * 1024,
  }),
);
const fetchApp = app.fetch;

afterAll(async () => {
  endLooks.resolve();
  await looks;
});

/** Creates a signed-in account with a role; returns its token. */
async function person(role: Role): Promise<string> {
  const email = `${role}@shop.example`;
  const { accountId, resetToken } = await auth.operator.makeOwner({ email, name: role });
  const visitor = { ...OPERATOR_ORIGIN, actor: ANONYMOUS };
  await auth.auth.resetPassword({ token: resetToken, password: PASSWORD }, visitor);
  if (role !== 'owner') await auth.accounts.setRole({ id: accountId, role }, OPERATOR_ORIGIN);
  const outcome = await auth.auth.signIn({ email, password: PASSWORD }, visitor);
  if (outcome.kind !== 'started') throw new Error('A second factor is wanted.');
  samples.push(email, accountId, outcome.session.signedIn.session.id, PASSWORD);
  return outcome.session.token;
}

/** Collections that rejected calls may change: who has tried what, and how often. */
const NOTED = ['audit', 'rate_limits'];

/** Commands that write nothing. */
const READS = ['find', 'aggregate', 'getMore', 'listCollections', 'hello', 'ping', 'endSessions'];

/** Counts the commands that may have written; null for a server that does not count. */
function countWrites(): number | null {
  if (server.embedded === undefined) return null;
  const { commands } = server.embedded.stats();
  const writes = Object.entries(commands).filter(([name]) => !READS.includes(name));
  return writes.reduce((sum, [, count]) => sum + count, 0);
}

/** What the last look into the database has found. */
let known: StoredContents;
/** The writes before the last look. */
let seen: number | null = null;

/** Looks into the database, unless nothing has been written since the last look. */
async function read(): Promise<StoredContents> {
  const writes = countWrites();
  if (writes !== null && writes === seen) return known;
  const contents = await readContents(client, NOTED);
  seen = writes;
  return contents;
}

/** Fills the empty database with what inputs may be about. */
async function fill(): Promise<void> {
  samples = [];
  const catalog = createCatalogService({ database, clock: systemClock, currency: 'EUR' });
  for (const slug of ['shirt', 'mug']) {
    samples.push((await catalog.create(productFixture({ slug }), OPERATOR_ORIGIN)).id);
  }
  const owner = await person('owner');
  const customer = await person('customer');
  tokens = [null, customer, await person('staff'), owner, owner, owner, STAFF_TOKEN, STAFF_TOKEN];
}

/** What `fill` has left. */
let seeded: StoredContents | null = null;

/** The writes before the end of the last `seed`. */
let seededAt: number | null = null;

/** Restores what the database had after it was filled. */
async function seed(): Promise<void> {
  const writes = countWrites();
  if (writes !== null && writes === seededAt) return;
  for (const name of NOTED) await client.db().collection(name).deleteMany({});
  if (seeded === null) {
    await fill();
    seeded = await read();
  } else {
    await restoreContents(client, seeded, await read());
  }
  known = seeded;
  seen = countWrites();
  seededAt = seen;
}

/** Expects that nothing has been written since the last look. */
async function expectUnchanged(): Promise<void> {
  expect(findChanged(known, await read())).toEqual([]);
}

interface Answer {
  readonly status: number;
  readonly reason: string | undefined;
  /** The fields that were wrong. */
  readonly fields: readonly string[];
}

const Body = z.object({
  error: z
    .object({ data: z.object({ reason: z.string(), fields: z.record(z.string(), z.unknown()) }) })
    .optional(),
  result: z.object({ data: z.unknown() }).optional(),
});

async function call(
  { path, type }: Pick<Procedure, 'path' | 'type'>,
  body: string | FormData,
  token: string | null,
): Promise<Answer> {
  const url = `http://shop.test/trpc/${path}`;
  const headers = {
    'trastienda-session': 'token',
    'trastienda-guest': GUEST,
    'idempotency-key': randomUUID(),
    ...(typeof body === 'string' && { 'content-type': 'application/json' }),
    ...(token !== null && { authorization: `Bearer ${token}` }),
  };
  const request =
    type === 'query' && typeof body === 'string'
      ? new Request(`${url}?input=${encodeURIComponent(body)}`, { headers })
      : new Request(url, { method: 'POST', body, headers });
  const response = await fetchApp(request);
  const { error } = Body.parse(await response.json());
  return {
    status: response.status,
    reason: error?.data.reason,
    fields: Object.keys(error?.data.fields ?? {}),
  };
}

/** Well-formed UTF-8 is all that a URL can carry; a lone surrogate is sent as an escape. */
const asJson = (input: unknown) => JSON.stringify(input) ?? 'null';

const Definition = z.object({
  type: z.enum(['query', 'mutation', 'subscription']),
  inputs: z.array(z.instanceof(z.ZodType)),
});
// At run time tRPC keeps all procedures flat, by path, as functions that carry their definition.
const Procedures = z.record(
  z.string(),
  z.custom<{ _def: unknown }>((value) => typeof value === 'function' && '_def' in value),
);
interface Procedure {
  readonly path: string;
  readonly type: 'query' | 'mutation';
  readonly input: z.ZodType;
}
const procedures: Procedure[] = Object.entries(Procedures.parse(appRouter._def.procedures))
  .flatMap(([path, procedure]) => {
    const { type, inputs } = Definition.parse(procedure._def);
    // The answer to a subscription does not end.
    if (type === 'subscription') return [];
    return [{ path, type, input: inputs[0] ?? z.unknown() }];
  })
  // Queries first, while there is something to be found.
  .sort((a, b) => b.type.localeCompare(a.type));
const takesForm = ({ input }: { input: z.ZodType }) =>
  input.safeParse(new FormData()).error?.issues.some((issue) => issue.path[0] === 'file') === true;

/** Reasons that say nothing about what is behind the boundary. */
const REFUSED = new Set([
  ...['INPUT_INVALID', 'REQUEST_MALFORMED', 'ACTOR_UNAUTHENTICATED', 'PERMISSION_MISSING'],
  ...['SESSION_ENDED', 'REAUTHENTICATION_REQUIRED', 'RATE_LIMITED', 'BUYER_UNKNOWN'],
]);

/** Whatever comes in, the answer is one of the error table's, or a result; never our fault. */
async function callHarmlessly(
  procedure: Procedure,
  body: string | FormData,
  token: string | null,
): Promise<Answer> {
  logged.length = 0;
  const answer = await call(procedure, body, token);
  expect({ ...answer, logged }).toMatchObject({
    status: expect.toSatisfy((code: number) => code < 500),
    logged: [],
  });
  return answer;
}

/** Calls that follow each other: what is refused changes nothing, and nor does a query. */
function createHarmlessCalls(procedure: Procedure) {
  return {
    async call(body: string | FormData, token: string | null): Promise<Answer> {
      const answer = await callHarmlessly(procedure, body, token);
      if (procedure.type === 'mutation') {
        const now = await read();
        if (answer.reason !== undefined) expect(findChanged(known, now)).toEqual([]);
        known = now;
      }
      return answer;
    },
    /** Looks at what all queries together have left. */
    async end() {
      if (procedure.type === 'query') await expectUnchanged();
    },
  };
}

/** Where `tokens` has the owner's. */
const OWNER = 3;

const ID = '0123456789abcdef01234567';
const ADDRESS = { name: 'Ana', line1: 'Calle Mayor 1', city: 'Madrid', country: 'ES' };

/** Inputs of a form that no schema shows and chance does not meet. */
const EXAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  'account.confirmTotp': [{ code: '123 456' }],
  'addresses.add': [{ address: ADDRESS, defaultFor: ['billing'] }],
  'addresses.update': [{ addressId: ID, address: ADDRESS }],
  'auth.completeSignIn': [
    { challenge: 'a-secret-of-nobody-at-all', secondFactor: { code: '123456' } },
    {
      challenge: 'a-secret-of-nobody-at-all',
      secondFactor: { recoveryCode: 'abcd-efgh-2345-6767' },
    },
  ],
  'checkout.start': [{ email: 'ana@shop.example', shippingAddress: ADDRESS }],
  'admin.discounts.create': [{ title: 'Off', effect: { kind: 'percent', ratePpm: 100_000 } }],
  'admin.orders.changeAddress': [{ orderId: ID, shippingAddress: ADDRESS }],
  'admin.orders.refund': [{ orderId: ID, what: { kind: 'everything' } }],
  'admin.shipping.create': [
    { name: 'Parcel', rates: [{ currency: 'EUR', bands: [{ maxGrams: null, amount: 500 }] }] },
  ],
  'admin.taxes.create': [
    { name: 'IVA', country: 'ES', ratePpm: 210_000, isTaxIncluded: true, isShippingTaxed: true },
  ],
};

/** An input that holds nothing but this value in this place. */
function inputWith([key, ...path]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const inner = inputWith(path, value);
  return key === '0' ? [inner] : { [key]: inner };
}

describe('any input', () => {
  // Procedures end sessions and delete accounts, so each one is given its own.
  beforeEach(seed);

  test.each(procedures.filter((procedure) => !takesForm(procedure)))(
    'of $path results in a response or a reason, and changes nothing when it is invalid',
    async (procedure) => {
      const calls = createHarmlessCalls(procedure);
      // Were everything refused at the boundary, this would say nothing about what is behind it.
      for (const input of EXAMPLES[procedure.path] ?? [acceptedInput(procedure.input, samples)]) {
        const { reason } = await calls.call(asJson(input), tokens[OWNER] ?? null);
        expect({ input, isRefused: REFUSED.has(reason ?? '') }).toMatchObject({ isRefused: false });
      }
      const caller = fc.nat({ max: tokens.length - 1 });
      const input = fuzzInputs(procedure.input, samples);
      const property = fc.asyncProperty(input, caller, async (value, index) => {
        await calls.call(asJson(value), tokens[index] ?? null);
      });
      await fc.assert(property, RUNS);
      await calls.end();
    },
  );

  test.each(procedures.filter(takesForm))(
    'to $path as a form results in a report or a reason',
    async (procedure) => {
      const cell = fc.oneof(
        fc.constantFrom('', '"', '1', '1,5', 'true', 'shirt', 'Title', '\r\n', '\ufeff', '\0'),
        fc.string({ unit: 'binary', maxLength: 8 }),
      );
      const row = fc.array(cell, { maxLength: 8 }).map((cells) => cells.join(','));
      const csv = fc
        .tuple(fc.boolean(), fc.array(row, { maxLength: 6 }))
        .map(([hasHeader, rows]) =>
          [...(hasHeader ? ['Handle,Title,Variant SKU,Variant Price'] : []), ...rows].join('\n'),
        );
      const form = fc.oneof(
        csv.map((text) => [['file', new File([text], 'products.csv')]] as const),
        fc.uint8Array().map((bytes) => [['file', new File([Buffer.from(bytes)], 'x')]] as const),
        fc.constantFrom([], [['file', 'not a file']] as const, [['other', 'x']] as const),
      );
      const calls = createHarmlessCalls(procedure);
      const property = fc.asyncProperty(form, async (entries) => {
        const data = new FormData();
        for (const [name, value] of entries) data.append(name, value);
        await calls.call(data, STAFF_TOKEN);
      });
      await fc.assert(property, RUNS);
    },
  );
});

describe('a body that is not JSON', () => {
  beforeAll(seed);

  test.each(procedures)(
    'to $path results in a reason or, when it has no input, a response',
    async (procedure) => {
      const reasons = [];
      for (const body of ['{', 'undefined', '\u0000', '[1,', '{"json":}', '']) {
        reasons.push((await callHarmlessly(procedure, body, STAFF_TOKEN)).reason);
      }
      // What queries leave, the next mutation finds.
      if (procedure.type === 'query') return;
      if (reasons.includes(undefined)) known = await read();
      else await expectUnchanged();
    },
  );
});

describe('a MongoDB operator in place of a string', () => {
  beforeAll(seed);

  const OPERATORS = [{ $ne: null }, { $gt: '' }, { $regex: '.*' }, { $where: '1' }, [{ $ne: '' }]];
  const fields = procedures
    .filter((procedure) => !takesForm(procedure))
    .flatMap((procedure) =>
      stringFields(procedure.input).map((keys) => ({ procedure, keys, field: keys.join('.') })),
    );

  test('is rejected in every field of every procedure, and the field is named', async () => {
    expect(fields.length).toBeGreaterThan(50);
    const owner = tokens.at(OWNER) ?? null;
    for (const { procedure, keys, field } of fields) {
      for (const operator of OPERATORS) {
        const { reason, fields: wrong } = await call(
          procedure,
          asJson(inputWith(keys, operator)),
          owner,
        );
        // A choice between shapes is wrong as a whole.
        const isNamed = wrong.some((name) => field === name || field.startsWith(`${name}.`));
        expect({ path: procedure.path, field, operator, reason, isNamed }).toMatchObject({
          reason: 'INPUT_INVALID',
          isNamed: true,
        });
      }
    }
    await expectUnchanged();
  });
});
