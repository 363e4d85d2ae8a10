import { expect, test } from 'vitest';
import type { ClientOptions } from '../client-options.ts';
import { createClient } from '../create-client.ts';
import { createUploadForm } from '../create-upload-form.ts';
import { createClientErrorGuard } from '../errors/client-error.ts';
import { retryCalls } from '../retries/retry-calls.ts';
import type { NotesRouter } from '../testing/start-notes-server.ts';
import { createFakeFetch, type FakeFetch } from './create-fake-fetch.ts';
import { fail } from './fake-failure.ts';

const isClientError = createClientErrorGuard<NotesRouter>();

const create = (fetch: FakeFetch, options: Partial<ClientOptions> = {}) =>
  createClient<NotesRouter>({ url: 'http://server.test', fetch, ...options });

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => expect.unreachable(),
    (error: unknown) => error,
  );

test('Handlers answer queries and mutations, with their inputs, and calls are recorded', async () => {
  const fetch = createFakeFetch<NotesRouter>({
    'notes.list': (prefix) => [`${prefix}!`],
    'notes.add': async (text) => text.length,
  });
  const client = create(fetch);
  expect(await client.notes.list.query('milk')).toEqual(['milk!']);
  expect(await client.notes.add.mutate('milk')).toBe(4);
  expect(fetch.calls).toEqual([
    { path: 'notes.list', type: 'query', input: 'milk' },
    { path: 'notes.add', type: 'mutation', input: 'milk' },
  ]);
});

test('Calls of one tick are a batch, and each has its own answer', async () => {
  const fetch = createFakeFetch<NotesRouter>({
    'notes.list': (prefix) => [prefix],
    'notes.get': (id) => fail('NOTE_NOT_FOUND', { id }),
  });
  let requests = 0;
  const client = create(fetch, {
    fetch: (url, init) => {
      requests += 1;
      return fetch(url, init);
    },
  });
  const answers = await Promise.allSettled([
    client.notes.list.query('a'),
    client.notes.get.query('n1'),
    client.notes.list.query('b'),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(answers[2]).toMatchObject({ value: ['b'] });
  expect(requests).toBe(1);
});

test('A failure is that of the real client: reason, details, status, fields', async () => {
  const fetch = createFakeFetch<NotesRouter>({
    'notes.get': (id) =>
      fail('NOTE_NOT_FOUND', { id }, { message: 'It is gone.', fields: { id: ['is unknown'] } }),
    'account.get': () => fail('SESSION_ENDED'),
  });
  for (const batch of [true, false]) {
    const client = create(fetch, { batch });
    const error = await failureOf(client.notes.get.query('n1'));
    if (!isClientError(error, 'NOTE_NOT_FOUND')) return expect.unreachable();
    expect(error.message).toBe('It is gone.');
    expect(error.data).toEqual({
      reason: 'NOTE_NOT_FOUND',
      details: { id: 'n1' },
      code: 'NOT_FOUND',
      httpStatus: 404,
      path: 'notes.get',
      isRetryable: false,
      fields: { id: ['is unknown'] },
      issues: [{ path: 'id', code: 'custom', message: 'is unknown', params: {} }],
      requestId: null,
    });
    expect(await failureOf(client.account.get.query())).toMatchObject({
      data: { reason: 'SESSION_ENDED', httpStatus: 401 },
    });
  }
});

test('A client repeats a call that failed temporarily', async () => {
  let calls = 0;
  const fetch = createFakeFetch<NotesRouter>({
    'notes.list': () => {
      calls += 1;
      return calls === 1 ? fail('RATE_LIMITED', { retryAfterSeconds: 0 }) : ['milk'];
    },
  });
  const client = create(fetch, { retries: retryCalls({ attempts: 2 }) });
  expect(await client.notes.list.query('')).toEqual(['milk']);
});

test('A handler that throws is a lost connection, which has no data', async () => {
  const lost = new TypeError('fetch failed');
  const fetch = createFakeFetch<NotesRouter>({
    'notes.list': () => {
      throw lost;
    },
  });
  const error = await failureOf(create(fetch).notes.list.query(''));
  expect(error).toMatchObject({ cause: lost });
  expect(isClientError(error) && error.data).toBeUndefined();
});

test('A call without a handler fails with its path', async () => {
  const error = await failureOf(create(createFakeFetch<NotesRouter>({})).notes.list.query(''));
  expect(error).toMatchObject({
    message: 'The fake server has no handler for notes.list.',
    data: { reason: 'PROCEDURE_NOT_FOUND', httpStatus: 404 },
  });
});

test('Uploads reach their handler as form data', async () => {
  const fetch = createFakeFetch<NotesRouter>({
    'photos.upload': (form) => ({ name: null, text: null, tags: form.getAll('tag').map(String) }),
  });
  const form = createUploadForm(new Blob(['x']), { fields: { tag: ['a', 'b'] } });
  expect(await create(fetch).photos.upload.mutate(form)).toMatchObject({ tags: ['a', 'b'] });
});

test('A call that is aborted while its handler works is not answered', async () => {
  const controller = new AbortController();
  const fetch = createFakeFetch<NotesRouter>({
    'notes.list': () => {
      controller.abort();
      return ['late'];
    },
  });
  const { signal } = controller;
  await expect(create(fetch).notes.list.query('', { signal })).rejects.toThrow();
});

test('Paths, inputs, outputs and failures are those of the router at compile time', () => {
  // @ts-expect-error: there is no such procedure.
  createFakeFetch<NotesRouter>({ 'notes.remove': () => null });
  createFakeFetch<NotesRouter>({
    // @ts-expect-error: an output of another type.
    'notes.add': () => 'four',
    // @ts-expect-error: a reason that the router does not have.
    'notes.get': () => fail('NOTE_LOST', {}),
    // @ts-expect-error: details of another reason.
    'notes.addLimited': () => fail('RATE_LIMITED', { id: 'n1' }),
    // @ts-expect-error: a reason without its details.
    'account.get': () => fail('NOTE_NOT_FOUND'),
  });
  expect(fail('SESSION_ENDED').httpStatus).toBe(401);
});
