import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, createClientErrorGuard, createMemoryTokenStorage } from '@trastienda/client';
import { startTestDatabase, type TestDatabase } from '@trastienda/testing';
import { useStarted } from '@trastienda/testing/vitest';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppRouter } from '../router.ts';
import { startApp } from '../start-app.ts';

const database: TestDatabase = await useStarted(startTestDatabase);
const outboxDir = await mkdtemp(join(tmpdir(), 'notes-outbox-'));
const PASSWORD = 'correct giraffe harmonica';
const isClientError = createClientErrorGuard<AppRouter>();

let app: Awaited<ReturnType<typeof startApp>>;

beforeAll(async () => {
  app = await startApp({
    ...{ mongodbUri: database.uri, outboxDir, port: 0 },
    encryptionKeys: [{ id: 'k1', key: new Uint8Array(32).fill(7) }],
    log: pino({ level: 'silent' }),
  });
});

afterAll(async () => {
  await app.server.close();
  await rm(outboxDir, { recursive: true, force: true });
});

const connect = () =>
  createClient<AppRouter>({
    url: app.server.url,
    session: { kind: 'token', storage: createMemoryTokenStorage() },
  });

/** Returns the newest email to an address, once it has been sent. */
async function emailTo(address: string, subject: RegExp) {
  const find = async () =>
    (await app.mailer.list()).find(
      (email) => email.to.includes(address) && subject.test(email.subject),
    );
  app.emails.wake();
  await expect.poll(find).toBeDefined();
  const found = await find();
  if (found === undefined) throw new Error(`The email to ${address} has gone.`);
  return found;
}

let people = 0;

/** Signs up by email, verifies the address and signs in. */
async function enroll(name: string) {
  people += 1;
  const email = `${name}-${people}@example.com`;
  const client = connect();
  await client.auth.signUp.mutate({ email, password: PASSWORD, name });
  const { links } = await emailTo(email, /./);
  const token = decodeURIComponent(/#token=(\S+)/.exec(links.join(' '))?.[1] ?? '');
  await client.auth.verifyEmail.mutate({ token, password: PASSWORD });
  await client.auth.signIn.mutate({ email, password: PASSWORD });
  return { client, email };
}

const textsOf = async (client: ReturnType<typeof connect>, prefix?: string) => {
  const { items } = await client.notes.list.query({ ...(prefix !== undefined && { prefix }) });
  return items.map(({ text }) => text);
};

test('People sign up by email, and read only what is theirs or was shared with them', async () => {
  const [ana, eva] = [await enroll('ana'), await enroll('eva')];
  const note = await ana.client.notes.write.mutate({ text: 'Buy milk' });
  expect(note).toMatchObject({ text: 'Buy milk', isPublic: false, isOwn: true });
  expect(await textsOf(eva.client)).toEqual([]);
  await ana.client.notes.share.mutate({ id: note.id, email: eva.email });
  const { items } = await eva.client.notes.list.query({});
  expect(items).toMatchObject([{ id: note.id, isOwn: false }]);
  expect((await emailTo(eva.email, /shared/)).links).toContain(
    `http://localhost:3100/notes/${note.id}`,
  );
  const stolen = eva.client.notes.share.mutate({ id: note.id, email: 'ida@example.com' });
  await expect(stolen).rejects.toSatisfy((error) => isClientError(error, 'NOTE_NOT_FOUND'));
  // An address without an account gets the same answer.
  await ana.client.notes.share.mutate({ id: note.id, email: 'ida@example.com' });
});

test('Notes are found by the beginnings of their words, without case and accents', async () => {
  const { client } = await enroll('ana');
  for (const text of ['Camión rojo', 'Call the bank', 'Red (urgent)']) {
    await client.notes.write.mutate({ text });
  }
  expect(await textsOf(client, 'CAM')).toEqual(['Camión rojo']);
  expect(await textsOf(client, 'ca')).toEqual(['Call the bank', 'Camión rojo']);
  expect(await textsOf(client, 'r')).toEqual(['Red (urgent)', 'Camión rojo']);
  expect(await textsOf(client, '.*')).toEqual([]);
});

test('Visitors read public notes only, in pages', async () => {
  const { client } = await enroll('ana');
  for (const text of ['One', 'Two', 'Three']) {
    await client.notes.write.mutate({ text, isPublic: text !== 'Two' });
  }
  const visitor = connect();
  const first = await visitor.notes.listPublic.query({ limit: 1 });
  const second = await visitor.notes.listPublic.query({ limit: 1, cursor: first.nextCursor ?? '' });
  expect([...first.items, ...second.items].map(({ text }) => text)).toEqual(['Three', 'One']);
  const write = visitor.notes.write.mutate({ text: 'Mine' });
  await expect(write).rejects.toSatisfy((error) => isClientError(error, 'ACTOR_UNAUTHENTICATED'));
});

test('A moderator creates an API key, with which a program removes notes', async () => {
  const [ana, moderator] = [await enroll('ana'), await enroll('mo')];
  const { id } = await ana.client.notes.write.mutate({ text: 'Rude', isPublic: true });
  const remove = ana.client.notes.remove.mutate({ id });
  await expect(remove).rejects.toSatisfy((error) => isClientError(error, 'PERMISSION_MISSING'));
  const { resetToken } = await app.operator.makeOwner({ email: moderator.email, name: 'Mo' });
  await moderator.client.auth.resetPassword.mutate({ token: resetToken, password: PASSWORD });
  await moderator.client.auth.signIn.mutate({ email: moderator.email, password: PASSWORD });
  const key = await moderator.client.apiKeys.create.mutate({
    ...{ name: 'moderation', permissions: ['notes:moderate'] },
  });
  const program = createClient<AppRouter>({ url: app.server.url, token: key.key });
  expect(await program.notes.remove.mutate({ id })).toEqual({ acknowledged: true });
  const again = program.notes.remove.mutate({ id });
  await expect(again).rejects.toSatisfy((error) => isClientError(error, 'NOTE_NOT_FOUND'));
});

test('Sharing is limited, and other calls go on', async () => {
  const { client } = await enroll('ana');
  const { id } = await client.notes.write.mutate({ text: 'Spam' });
  const share = () => client.notes.share.mutate({ id, email: 'ida@example.com' });
  // More than the limits of two minutes, in case one ends meanwhile.
  const outcomes = await Promise.allSettled(Array.from({ length: 31 }, share));
  const failures = outcomes.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
  expect(failures.length).toBeGreaterThan(0);
  expect(failures).toSatisfy((all: unknown[]) =>
    all.every((e) => isClientError(e, 'RATE_LIMITED')),
  );
  expect(await textsOf(client)).toEqual(['Spam']);
});
