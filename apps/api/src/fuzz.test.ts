import { createHash } from 'node:crypto';
import { PERMISSIONS } from '@trastienda/contract';
import { type Database, openDatabase } from '@trastienda/db';
import { appRouter } from '@trastienda/router';
import { createCatalogService, systemClock } from '@trastienda/shop';
import { productFixture, startTestDatabase, type TestDatabase } from '@trastienda/testing';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createApp } from './http/create-app.ts';
import { fuzzInputs } from './testing/fuzz-inputs.ts';

const RUNS = 80;

let server: TestDatabase;
let database: Database;
let fetchApp: (request: Request) => Response | Promise<Response>;
/** Products that exist, so that some inputs are about something. */
const ids: string[] = [];
/** What an operator would find in the log of errors. */
const logged: string[] = [];

beforeAll(async () => {
  server = await startTestDatabase();
  database = await openDatabase(server.uri);
  await database.indexes.sync();
  const catalog = createCatalogService({ database, clock: systemClock, currency: 'EUR' });
  for (const slug of ['shirt', 'mug']) {
    ids.push((await catalog.create(productFixture({ slug }))).id);
  }
  const app = createApp({
    services: { catalog },
    authenticate: async () => ({ kind: 'machine', name: 'fuzz', permissions: PERMISSIONS }),
    database,
    log: pino({ level: 'error' }, { write: (line) => logged.push(line) }),
    corsOrigins: [],
    maxBodyBytes: 1024 * 1024,
    maxUploadBytes: 1024 * 1024,
    maxBatch: 10,
    isCompressing: false,
  });
  fetchApp = app.fetch;
});

afterAll(async () => {
  await database.close();
  await server.stop();
});

/** Everything in the database, as one digest. */
async function digest(): Promise<string> {
  const hash = createHash('sha256');
  await server.withClient(async (client) => {
    for (const name of ['products', 'facets']) {
      const documents = await client.db().collection(name).find().sort({ _id: 1 }).toArray();
      hash.update(JSON.stringify(documents));
    }
  });
  return hash.digest('hex');
}

interface Answer {
  readonly status: number;
  readonly reason: string | undefined;
}

const Body = z.object({
  error: z.object({ data: z.object({ reason: z.string() }) }).optional(),
  result: z.object({ data: z.unknown() }).optional(),
});

async function call(path: string, type: string, body: string | FormData): Promise<Answer> {
  const url = `http://shop.test/trpc/${path}`;
  const headers = typeof body === 'string' ? { 'content-type': 'application/json' } : undefined;
  const request =
    type === 'query' && typeof body === 'string'
      ? new Request(`${url}?input=${encodeURIComponent(body)}`)
      : new Request(url, { method: 'POST', body, ...(headers && { headers }) });
  const response = await fetchApp(request);
  const answer = Body.parse(await response.json());
  return { status: response.status, reason: answer.error?.data.reason };
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
const procedures = Object.entries(Procedures.parse(appRouter._def.procedures))
  .map(([path, procedure]) => {
    const { type, inputs } = Definition.parse(procedure._def);
    return { path, type, input: inputs[0] ?? z.undefined() };
  })
  // Queries first, while there is something to be found.
  .sort((a, b) => b.type.localeCompare(a.type));
const takesForm = ({ input }: { input: z.ZodType }) =>
  input.safeParse(new FormData()).error?.issues.some((issue) => issue.path[0] === 'file') === true;

/** Whatever came in, the answer is one of the error table's, or a result; never our fault. */
async function expectHarmless(
  path: string,
  type: string,
  body: string | FormData,
): Promise<Answer> {
  const before = await digest();
  logged.length = 0;
  const { status, reason } = await call(path, type, body);
  expect({ status, reason, logged }).toMatchObject({
    status: expect.toSatisfy((code: number) => code < 500),
    logged: [],
  });
  if (type === 'query' || reason !== undefined) expect(await digest()).toBe(before);
  return { status, reason };
}

describe('whatever a caller sends', () => {
  it.each(procedures.filter((procedure) => !takesForm(procedure)))(
    '$path answers with a result or a reason, and bad input changes nothing',
    async ({ path, type, input }) => {
      let accepted = 0;
      const property = fc.asyncProperty(fuzzInputs(input, ids), async (value) => {
        const { reason } = await expectHarmless(path, type, asJson(value));
        if (reason !== 'INPUT_INVALID' && reason !== 'REQUEST_MALFORMED') accepted += 1;
      });
      await fc.assert(property, { numRuns: RUNS });
      // Were everything refused at the boundary, this would say nothing about what is behind it.
      expect(accepted).toBeGreaterThan(0);
    },
  );

  it.each(procedures.filter(takesForm))(
    '$path answers any form with a report or a reason',
    async ({ path, type }) => {
      const cell = fc.oneof(
        fc.constantFrom('', '"', '1', '1,5', 'true', 'shirt', 'Title', '\r\n', '\ufeff', '\0'),
        fc.string({ unit: 'binary', maxLength: 8 }),
      );
      const row = fc.array(cell, { maxLength: 8 }).map((cells) => cells.join(','));
      const csv = fc
        .tuple(fc.boolean(), fc.array(row, { maxLength: 8 }))
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
        await expectHarmless(path, type, data);
      });
      await fc.assert(property, { numRuns: RUNS });
    },
  );

  it.each(procedures)(
    '$path takes what is no JSON at all for a malformed request',
    async ({ path, type }) => {
      for (const body of ['{', 'undefined', '\u0000', '[1,', '{"json":}', '']) {
        await expectHarmless(path, type, body);
      }
    },
  );
});
