import { createClient, newIdempotencyKey } from '@trastienda/client';
import { expect, test } from 'vitest';
import type { AppRouter } from '../router.ts';
import {
  emailTo,
  isClientError,
  type NotesClient,
  PASSWORD,
  useTestApp,
  write,
} from '../testing/start-test-app.ts';

const app = await useTestApp();

const share = (client: NotesClient, id: string, email: string) =>
  client.notes.share.mutate({ id, email });

const textsOf = async (client: NotesClient, prefix = '') =>
  (await client.notes.list.query({ prefix })).items.map(({ text }) => text);

const isNotFound = (error: unknown) => isClientError(error, 'NOTE_NOT_FOUND');

test('People sign up by email, and read only what is theirs or was shared with them', async () => {
  const [ana, eva] = [await app.enroll('ana'), await app.enroll('eva')];
  const note = await write(ana.client, 'Buy milk');
  expect(note).toMatchObject({ text: 'Buy milk', isPublic: false, isOwn: true });
  expect(await textsOf(eva.client)).toEqual([]);
  await share(ana.client, note.id, eva.email.toUpperCase());
  const { links } = await emailTo(app.dataDir, eva.email, /shared/);
  expect(links[0]).toBe(`${app.server.url}/#note=${note.id}`);
  const { items } = await eva.client.notes.list.query({});
  expect(items).toMatchObject([{ id: note.id, isOwn: false }]);
  await expect(share(eva.client, note.id, 'ida@example.com')).rejects.toSatisfy(isNotFound);
});

test('A share is answered the same whether or not the address has an account', async () => {
  const [ana, eva] = [await app.enroll('ana'), await app.enroll('eva')];
  const { id } = await write(ana.client, 'Secret');
  const answers = [
    await share(ana.client, id, eva.email),
    await share(ana.client, id, 'nobody@example.com'),
  ];
  expect(answers).toEqual([{ acknowledged: true }, { acknowledged: true }]);
});

test('A repeated call has one effect and the same answer', async () => {
  const { client } = await app.enroll('ana');
  const input = { text: 'Once', isPublic: false };
  const context = { idempotencyKey: newIdempotencyKey() };
  const first = await client.notes.write.mutate(input, { context });
  expect(await client.notes.write.mutate(input, { context })).toEqual(first);
  expect(await textsOf(client)).toEqual(['Once']);
  const other = client.notes.write.mutate({ ...input, text: 'Twice' }, { context });
  await expect(other).rejects.toSatisfy((e) => isClientError(e, 'IDEMPOTENCY_KEY_REUSED'));
});

test('Notes are found by the beginnings of their words, without case and accents', async () => {
  const { client } = await app.enroll('ana');
  for (const text of ['Camión rojo', 'Call the bank', 'Red (urgent)']) await write(client, text);
  expect(await textsOf(client, 'CAM')).toEqual(['Camión rojo']);
  expect(await textsOf(client, 'ca')).toEqual(['Call the bank', 'Camión rojo']);
  expect(await textsOf(client, 'r')).toEqual(['Red (urgent)', 'Camión rojo']);
  expect(await textsOf(client, 'ro cam')).toEqual(['Camión rojo']);
  expect(await textsOf(client, 'a.*')).toEqual([]);
});

test('Visitors read public notes only, in pages', async () => {
  const { client } = await app.enroll('ana');
  for (const text of ['One', 'Two', 'Three']) await write(client, text, text !== 'Two');
  const visitor = app.connect();
  const first = await visitor.notes.listPublic.query({ limit: 1 });
  const second = await visitor.notes.listPublic.query({ limit: 1, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...second.items].map(({ text }) => text)).toEqual(['Three', 'One']);
  const answer = await fetch(`${app.server.url}/trpc/notes.listPublic?input=%7B%7D`);
  expect(answer.headers.get('cdn-cache-control')).toContain('max-age=60');
  expect(answer.headers.get('cache-tag')).toBe('public-notes');
  const rejected = expect(write(visitor, 'Mine')).rejects;
  await rejected.toSatisfy((e) => isClientError(e, 'ACTOR_UNAUTHENTICATED'));
});

test('A moderator creates an API key, with which a program removes notes', async () => {
  const [ana, moderator] = [await app.enroll('ana'), await app.enroll('mo')];
  const { id } = await write(ana.client, 'Rude', true);
  const remove = ana.client.notes.remove.mutate({ id });
  await expect(remove).rejects.toSatisfy((error) => isClientError(error, 'PERMISSION_MISSING'));
  const { resetToken } = await app.operator.makeOwner({ email: moderator.email, name: 'Mo' });
  await moderator.client.auth.resetPassword.mutate({ token: resetToken, password: PASSWORD });
  await moderator.client.auth.signIn.mutate({ email: moderator.email, password: PASSWORD });
  const { key } = await moderator.client.apiKeys.create.mutate({
    name: 'moderation',
    permissions: ['notes:moderate'],
  });
  const program = createClient<AppRouter>({ url: app.server.url, token: key });
  expect(await program.notes.remove.mutate({ id })).toEqual({ acknowledged: true });
  await expect(program.notes.remove.mutate({ id })).rejects.toSatisfy(isNotFound);
});

test('Sharing is limited, and other calls go on', async () => {
  const { client } = await app.enroll('ana');
  const { id } = await write(client, 'Spam');
  // More than the limits of two minutes, in case one ends meanwhile.
  const outcomes = await Promise.allSettled(
    Array.from({ length: 31 }, () => share(client, id, 'ida@example.com')),
  );
  const failures = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  expect(failures.some((error) => isClientError(error, 'RATE_LIMITED'))).toBe(true);
  // All share one note: on a slow machine some give up.
  expect(failures).toSatisfy((all: unknown[]) =>
    all.every((error) => isClientError(error, 'RATE_LIMITED', 'DATABASE_BUSY')),
  );
  expect(await textsOf(client)).toEqual(['Spam']);
});

test('A deleted account leaves neither its notes nor its access to those of others', async () => {
  const [ana, eva] = [await app.enroll('ana'), await app.enroll('eva')];
  const { id } = await write(ana.client, 'Shared');
  await write(eva.client, 'Public note of Eva', true);
  await share(ana.client, id, eva.email);
  await emailTo(app.dataDir, eva.email, /shared/);
  await eva.client.account.delete.mutate();
  const { items } = await app.connect().notes.listPublic.query({});
  expect(items.map(({ text }) => text)).not.toContain('Public note of Eva');
  expect(await app.readersOf(id)).toHaveLength(1);
});
