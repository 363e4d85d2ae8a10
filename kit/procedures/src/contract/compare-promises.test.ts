import { BASE_ERRORS } from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { compareContracts } from './compare-contracts.ts';
import { contractOf, mutation, query, subscription } from './testing/contract-of.ts';

const breaking = (what: string) => ({ kind: 'breaking', what }) as const;
const compatible = (what: string) => ({ kind: 'compatible', what }) as const;
const { string, int } = z;

const output = z.object({});
const input = z.object({ id: string() });
const summary = 'Does something';
const resolve = async () => ({});
const open = { access: 'public', summary, output } as const;
const plain = { ...open, idempotency: 'none' } as const;

describe('a change of a promise', () => {
  const cases = [
    [
      'a removed procedure',
      { read: query(open, resolve), list: query(open, resolve) },
      { read: query(open, resolve) },
      [{ procedure: 'list', ...breaking('the procedure was removed') }],
    ],
    [
      'a renamed procedure',
      { find: query(open, resolve) },
      { list: query(open, resolve) },
      [
        { procedure: 'find', ...breaking('the procedure was removed') },
        { procedure: 'list', ...compatible('the procedure is new') },
      ],
    ],
    [
      'a query that becomes a mutation',
      { read: query({ ...open, http: 'GET /a' }, resolve) },
      { read: mutation({ ...plain, http: 'POST /a' }, resolve) },
      [
        { procedure: 'read', ...breaking('is a mutation, was a query') },
        { procedure: 'read', ...breaking('REST route is POST /a, was GET /a') },
        { procedure: 'read', ...compatible('deadline is 30000, was 15000') },
      ],
    ],
    [
      'a stricter access',
      { read: query(open, resolve) },
      { read: query({ ...open, access: 'own' }, resolve) },
      [{ procedure: 'read', ...breaking('access is own, was public') }],
    ],
    [
      'another access',
      { read: query({ ...open, access: 'own' }, resolve) },
      { read: query({ ...open, access: 'notes:read' }, resolve) },
      [{ procedure: 'read', ...breaking('access is notes:read, was own') }],
    ],
    [
      'access for anyone',
      { read: query({ ...open, access: 'own' }, resolve) },
      { read: query(open, resolve) },
      [{ procedure: 'read', ...compatible('access is public, was own') }],
    ],
    [
      'a recent proof of identity',
      { read: query({ ...open, access: 'own' }, resolve) },
      { read: query({ ...open, access: 'own', recent: true }, resolve) },
      [{ procedure: 'read', ...breaking('requires a recent proof of identity') }],
    ],
    [
      'another route',
      { read: query({ ...open, http: 'GET /a' }, resolve) },
      { read: query({ ...open, http: 'GET /b' }, resolve) },
      [{ procedure: 'read', ...breaking('REST route is GET /b, was GET /a') }],
    ],
    [
      'ids of the values of a subscription',
      { watch: subscription(open, async function* () {}) },
      { watch: subscription({ ...open, isResumable: true }, async function* () {}) },
      [{ procedure: 'watch', ...breaking('values now have ids') }],
    ],
    [
      'a new input',
      { read: query(open, resolve) },
      { read: query({ ...open, input }, resolve) },
      [{ procedure: 'read', ...breaking('input is new and required') }],
    ],
    [
      'a new input with a default',
      { read: query(open, resolve) },
      { read: query({ ...open, input: z.object({ a: int().default(1) }).prefault({}) }, resolve) },
      [{ procedure: 'read', ...compatible('input is new and optional') }],
    ],
    [
      'another default of the whole input',
      { read: query({ ...open, input: z.object({ a: int() }).default({ a: 1 }) }, resolve) },
      { read: query({ ...open, input: z.object({ a: int() }).default({ a: 2 }) }, resolve) },
      [{ procedure: 'read', ...breaking('input default {"a":2}, was {"a":1}') }],
    ],
    [
      'an input that is required',
      { read: query({ ...open, input: z.object({ a: int().optional() }).optional() }, resolve) },
      { read: query({ ...open, input: z.object({ a: int().optional() }) }, resolve) },
      [{ procedure: 'read', ...breaking('input is required, was optional') }],
    ],
    [
      'form data in place of JSON',
      { save: mutation({ ...plain, input }, resolve) },
      { save: mutation({ ...plain, input, takesForm: true }, resolve) },
      [{ procedure: 'save', ...breaking('input is form data, was JSON') }],
    ],
    [
      'a call that now starts a session',
      { save: mutation({ ...plain, input }, resolve) },
      { save: mutation({ ...plain, input, session: 'start' }, resolve) },
      [{ procedure: 'save', ...breaking('session is "start", was none') }],
    ],
    [
      'a new reason of failure',
      { read: query(open, resolve) },
      { read: query({ ...open, errors: ['NOTE_LOCKED'] }, resolve) },
      [{ procedure: 'read', ...compatible('may fail with NOTE_LOCKED') }],
    ],
    [
      'a reason less',
      { read: query({ ...open, errors: ['NOTE_LOCKED'] }, resolve) },
      { read: query(open, resolve) },
      [{ procedure: 'read', ...compatible('no longer fails with NOTE_LOCKED') }],
    ],
    [
      'a reason in place of another',
      { read: query({ ...open, errors: ['NOTE_LOCKED'] }, resolve) },
      { read: query({ ...open, errors: ['NOTE_NOT_FOUND'] }, resolve) },
      [
        {
          procedure: 'read',
          ...breaking('fails with NOTE_NOT_FOUND and no longer with NOTE_LOCKED'),
        },
      ],
    ],
    [
      'a cache, tags, cost, limits and deadline',
      { read: query(open, resolve) },
      {
        read: query(
          {
            ...open,
            ...{ tags: () => [], cache: { maxAge: 60 }, cost: 2, limits: ['auth'], deadline: 9000 },
          },
          resolve,
        ),
      },
      [
        { procedure: 'read', ...compatible('deadline is 9000, was 15000') },
        { procedure: 'read', ...compatible('cost is 2, was 1') },
        { procedure: 'read', ...compatible('limits is ["auth"], was none') },
        { procedure: 'read', ...compatible('hasTags is true, was none') },
        { procedure: 'read', ...compatible('cache is {"maxAge":60}, was none') },
      ],
    ],
  ] as const;

  test.each(cases)('%s', (_, before, after, changes) => {
    expect(compareContracts(contractOf(before), contractOf(after))).toEqual(changes);
  });

  test.each([
    ['none', 'key', 'breaking'],
    ['none', 'natural', 'compatible'],
    ['natural', 'none', 'breaking'],
    ['natural', 'key', 'breaking'],
    ['key', 'none', 'breaking'],
    ['key', 'natural', 'compatible'],
  ] as const)('idempotency %s that becomes %s is %s', (before, after, kind) => {
    const withIdempotency = (idempotency: 'none' | 'natural' | 'key') =>
      contractOf({ save: mutation({ ...plain, input, idempotency }, resolve) });
    const what = `idempotency is ${after}, was ${before}`;
    expect(compareContracts(withIdempotency(before), withIdempotency(after))).toEqual([
      { procedure: 'save', kind, what },
    ]);
  });
});

describe('a change of a reason of failure', () => {
  const failing = { read: query({ ...open, errors: ['NOTE_LOCKED'] }, resolve) };
  const base = { trpc: 'NOT_FOUND', retryable: false, logLevel: 'info', message: 'No.' } as const;
  const Details = z.object({ id: string() });
  const withError = (change: object) =>
    contractOf(failing, [], {
      ...BASE_ERRORS,
      NOTE_LOCKED: { ...base, details: Details, ...change },
    });

  test.each([
    ['status', { trpc: 'CONFLICT' }, breaking('NOTE_LOCKED has the status 409, was 404')],
    ['retries', { retryable: true }, compatible('NOTE_LOCKED is now retryable')],
    ['message', { message: 'Never.' }, undefined],
    ['lost details', { details: undefined }, breaking('details of NOTE_LOCKED were removed')],
    [
      'details',
      { details: Details.extend({ id: int() }) },
      breaking('details of NOTE_LOCKED id may now be an integer'),
    ],
    [
      'more details',
      { details: Details.extend({ by: string() }) },
      compatible('details of NOTE_LOCKED by is new'),
    ],
  ] as const)('%s', (_, change, expected) => {
    const [first] = compareContracts(withError({}), withError(change));
    expect(first).toEqual(expected === undefined ? undefined : { procedure: '*', ...expected });
  });
});
