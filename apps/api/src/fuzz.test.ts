import { createHash } from 'node:crypto';
import { type Auth, createAuth, createPasswordHasher } from '@trastienda/auth';
import { ANONYMOUS, OPERATOR_ORIGIN, type Role } from '@trastienda/contract';
import { type Database, openDatabase } from '@trastienda/db';
import { appRouter } from '@trastienda/router';
import { createCatalogService, systemClock } from '@trastienda/shop';
import { productFixture, startTestDatabase, type TestDatabase } from '@trastienda/testing';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from './http/create-app.ts';
import { createDeferred } from './testing/deferred.ts';
import { fuzzInputs, stringFields } from './testing/fuzz-inputs.ts';
import { STAFF_TOKEN, testAppOptions } from './testing/test-app-options.ts';

const RUNS = 40;
const PASSWORD = 'pelican granite orbit mauve 7';

let server: TestDatabase;
let database: Database;
let auth: Auth;
/** One connection for all looks into the database; ended by `endLooks`. */
let client: Parameters<Parameters<TestDatabase['withClient']>[0]>[0];
const endLooks = createDeferred<void>();
let looks: Promise<void>;
let fetchApp: (request: Request) => Response | Promise<Response>;
/** Products and accounts that exist, so that some inputs are about something. */
let samples: string[];
/** Bearer tokens of callers of every kind; most calls come from those who may do most. */
let tokens: (string | null)[];
/** What an operator would find in the log of errors. */
const logged: string[] = [];

beforeAll(async () => {
  server = await startTestDatabase();
  database = await openDatabase(server.uri);
  await database.indexes.sync();
  const isConnected = createDeferred<void>();
  looks = server.withClient((connected) => {
    client = connected;
    isConnected.resolve();
    return endLooks.promise;
  });
  await isConnected.promise;
  auth = createAuth({
    database,
    config: {
      ...{ shopName: 'Trastienda', passwordMinLength: 15 },
      encryptionKeys: [{ id: 'tests', key: new Uint8Array(32).fill(7) }],
      session: { slidingSeconds: 86_400, absoluteSeconds: 86_400, recentSeconds: 3600 },
    },
    hasher: createPasswordHasher({
      parameters: { memoryCost: 8, timeCost: 1, parallelism: 1 },
    }),
  });
  const { authenticator, operator: _, ...services } = auth;
  const catalog = createCatalogService({ database, clock: systemClock, currency: 'EUR' });
  const app = createApp(
    testAppOptions(pino({ level: 'error' }, { write: (line) => logged.push(line) }), {
      services: { ...services, catalog },
      authenticator,
      database,
      maxBodyBytes: 1024 * 1024,
      maxUploadBytes: 1024 * 1024,
    }),
  );
  fetchApp = app.fetch;
});

/** Somebody who is signed in, of a role; gives the token. */
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

// Procedures end sessions and delete accounts, so each one is given its own.
beforeEach(async () => {
  await server.clear();
  samples = [];
  const catalog = createCatalogService({ database, clock: systemClock, currency: 'EUR' });
  for (const slug of ['shirt', 'mug']) {
    samples.push((await catalog.create(productFixture({ slug }), OPERATOR_ORIGIN)).id);
  }
  const owner = await person('owner');
  const customer = await person('customer');
  tokens = [null, customer, await person('staff'), owner, owner, owner, STAFF_TOKEN, STAFF_TOKEN];
});

afterAll(async () => {
  endLooks.resolve();
  await looks;
  await database.close();
  await server.stop();
});

/** What bad input must leave as it is; not the logs of what was tried, and the counters of it. */
const COLLECTIONS = [
  ...['products', 'facets', 'accounts', 'sessions', 'api_keys', 'one_time_tokens', 'mails'],
];

/** Everything in these collections, as one digest. */
async function digest(): Promise<string> {
  const contents = COLLECTIONS.map((name) =>
    client.db().collection(name).find().sort({ _id: 1 }).toArray(),
  );
  return createHash('sha256')
    .update(JSON.stringify(await Promise.all(contents)))
    .digest('hex');
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
  type: z.enum(['query', 'mutation']),
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
  .map(([path, procedure]) => {
    const { type, inputs } = Definition.parse(procedure._def);
    return { path, type, input: inputs[0] ?? z.undefined() };
  })
  // Queries first, while there is something to be found.
  .sort((a, b) => b.type.localeCompare(a.type));
const takesForm = ({ input }: { input: z.ZodType }) =>
  input.safeParse(new FormData()).error?.issues.some((issue) => issue.path[0] === 'file') === true;

/** Reasons that say nothing about what is behind the boundary. */
const REFUSED = new Set([
  ...['INPUT_INVALID', 'REQUEST_MALFORMED', 'ACTOR_UNAUTHENTICATED', 'PERMISSION_MISSING'],
  ...['SESSION_ENDED', 'REAUTHENTICATION_REQUIRED', 'RATE_LIMITED'],
]);

/** Whatever came in, the answer is one of the error table's, or a result; never our fault. */
async function expectHarmless(
  procedure: Procedure,
  body: string | FormData,
  token: string | null,
): Promise<Answer> {
  const before = await digest();
  logged.length = 0;
  const answer = await call(procedure, body, token);
  expect({ ...answer, logged }).toMatchObject({
    status: expect.toSatisfy((code: number) => code < 500),
    logged: [],
  });
  if (procedure.type === 'query' || answer.reason !== undefined) {
    expect(await digest()).toBe(before);
  }
  return answer;
}

/** Where `tokens` has the owner's. */
const OWNER = 3;

/** Inputs of a form that no schema shows and chance does not meet. */
const EXAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  'account.confirmTotp': [{ code: '123 456' }],
  'auth.completeSignIn': [
    { challenge: 'a-secret-of-nobody-at-all', secondFactor: { code: '123456' } },
    {
      challenge: 'a-secret-of-nobody-at-all',
      secondFactor: { recoveryCode: 'abcd-efgh-2345-6767' },
    },
  ],
};

/** An input that holds nothing but this value in this place. */
function inputWith([key, ...path]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  const inner = inputWith(path, value);
  return key === '0' ? [inner] : { [key]: inner };
}

describe('whatever a caller sends', () => {
  it.each(procedures.filter((procedure) => !takesForm(procedure)))(
    '$path answers with a result or a reason, and bad input changes nothing',
    async (procedure) => {
      let accepted = 0;
      const caller = fc.nat({ max: tokens.length - 1 });
      const input = fuzzInputs(procedure.input, samples);
      const property = fc.asyncProperty(input, caller, async (value, index) => {
        const token = tokens[index] ?? null;
        const { reason } = await expectHarmless(procedure, asJson(value), token);
        if (reason === undefined || !REFUSED.has(reason)) accepted += 1;
      });
      const examples = (EXAMPLES[procedure.path] ?? []).map((value): [unknown, number] => [
        value,
        OWNER,
      ]);
      await fc.assert(property, { numRuns: RUNS, examples });
      // Were everything refused at the boundary, this would say nothing about what is behind it.
      expect(accepted).toBeGreaterThan(0);
    },
  );

  it.each(procedures.filter(takesForm))(
    '$path answers any form with a report or a reason',
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
      const property = fc.asyncProperty(form, async (entries) => {
        const data = new FormData();
        for (const [name, value] of entries) data.append(name, value);
        await expectHarmless(procedure, data, STAFF_TOKEN);
      });
      await fc.assert(property, { numRuns: RUNS });
    },
  );

  it.each(procedures)(
    '$path takes what is no JSON at all for a malformed request',
    async (procedure) => {
      for (const body of ['{', 'undefined', '\u0000', '[1,', '{"json":}', '']) {
        await expectHarmless(procedure, body, STAFF_TOKEN);
      }
    },
  );
});

describe('an operator of MongoDB in the place of a text', () => {
  const OPERATORS = [{ $ne: null }, { $gt: '' }, { $regex: '.*' }, { $where: '1' }, [{ $ne: '' }]];
  const fields = procedures
    .filter((procedure) => !takesForm(procedure))
    .flatMap((procedure) =>
      stringFields(procedure.input).map((keys) => ({ procedure, keys, field: keys.join('.') })),
    );

  it('is refused in every field of every procedure, which is named', async () => {
    expect(fields.length).toBeGreaterThan(50);
    const owner = tokens.at(OWNER) ?? null;
    const before = await digest();
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
    expect(await digest()).toBe(before);
  });
});
