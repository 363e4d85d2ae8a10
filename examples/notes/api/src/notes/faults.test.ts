import { emailKey } from '@trastienda/auth/collections';
import { type AccountActor, systemClock } from '@trastienda/base';
import { createEmailQueue } from '@trastienda/emails';
import { createCipher, createRelayWorker } from '@trastienda/mongo';
import { failAtEachWrite, setFailPoint, WRITE_CONFLICT, workOf } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openAppDatabase } from '../database.ts';
import { createNoteService } from './note-service.ts';
import { createNotifyConsumer } from './notify-readers.ts';

const { server, database } = await useTestDatabase(openAppDatabase);
const notes = createNoteService({ database, clock: systemClock });
const cipher = createCipher([{ id: 'k1', key: new Uint8Array(32) }]);
const emails = createEmailQueue({ store: database.emails, cipher, clock: systemClock });
const consumer = createNotifyConsumer({ database, emails });
const faults: unknown[] = [];

/** Brings all events to the consumer, as a process of the application does. */
async function relay(): Promise<void> {
  const onFault = ({ error }: { readonly error: unknown }) => faults.push(error);
  await createRelayWorker({ database, consumers: [consumer], onFault }).runOnce();
}

const ANA: AccountActor = {
  kind: 'account',
  accountId: 'a'.repeat(24),
  sessionId: 'b'.repeat(24),
  role: 'member',
  permissions: [],
  isRecent: true,
};
let keys = 0;
const newKey = () => {
  keys += 1;
  return `the-key-of-call-${keys}`;
};
const write = (text: string, idempotencyKey = newKey()) =>
  notes.write(ANA, { text, isPublic: false, idempotencyKey });
const share = (id: string, email: string) =>
  notes.share(ANA, { id, email, idempotencyKey: newKey() }, 'request-1');

/** Creates an account and returns its id. */
async function register(email: string, id = database.accounts.newId()): Promise<string> {
  await database.accounts.insert({
    ...{ id, email, emailKey: emailKey(email), name: 'Eva', locale: 'en', role: 'member' },
    ...{ passwordHash: null, createdAt: new Date() },
  });
  return id;
}
const listFor = async (reader: string) =>
  (await database.notes.listFor(reader, { prefix: '', limit: 9 })).items;
const queued = async () => (await database.emails.status(new Date())).waiting;

beforeEach(async () => {
  await server.clear();
  await register('ana@example.com', ANA.accountId);
});

afterEach(() => expect(faults.splice(0)).toEqual([]));

describe.skipIf(server.embedded === undefined)('with a fault at each write in turn', () => {
  test('a note is written whole, with the answer for a repeated call, or not at all', async () => {
    const before = await server.contents();
    const failures = await failAtEachWrite(
      server.uri,
      () => write('Milk', 'the-key-of-the-milk'),
      async () => expect(await server.contents()).toBe(before),
    );
    expect(failures).toBeGreaterThanOrEqual(3);
    await write('Milk', 'the-key-of-the-milk');
    expect(await listFor(ANA.accountId)).toHaveLength(1);
  });

  test('a share makes a reader and queues one email, or neither', async () => {
    const eva = await register('eva@example.com');
    const { id } = await write('Milk');
    await share(id, 'eva@example.com');
    await database.transaction(() => database.events.assignPositions(9));
    const { events } = await database.events.readLog({
      ...{ after: 0, types: ['note.shared'], limit: 1 },
    });
    const [event] = events;
    if (event === undefined) throw new Error('The share has no event.');
    const before = await server.contents();
    const { signal } = new AbortController();
    const failures = await failAtEachWrite(
      server.uri,
      () => database.transaction(() => consumer.handle(event, { at: new Date(), signal })),
      async () => expect(await server.contents()).toBe(before),
    );
    // The lock of the account, the reader, the email and the commit.
    expect(failures).toBeGreaterThanOrEqual(4);
    expect(await listFor(eva)).toMatchObject([{ id }]);
    expect(await queued()).toBe(1);
  });

  test('a write conflict is tried again, and has one effect', async () => {
    await setFailPoint(server.uri, { fault: WRITE_CONFLICT, times: 2 });
    const { id } = await write('Bread');
    await register('eva@example.com');
    await share(id, 'eva@example.com');
    await setFailPoint(server.uri, { fault: WRITE_CONFLICT, times: 2 });
    await relay();
    expect(await queued()).toBe(1);
  });
});

test('A second process that finds the same share queues no second email', async () => {
  await register('eva@example.com');
  const { id } = await write('Milk');
  await share(id, 'eva@example.com');
  await Promise.all([relay(), relay()]);
  expect(await queued()).toBe(1);
  await share(id, 'eva@example.com');
  await relay();
  expect(await queued()).toBe(1);
});

test('Sharing does the same work whether or not the address has an account', async ({ skip }) => {
  const { embedded } = server;
  if (embedded === undefined) return skip('only the embedded database counts its work');
  await register('eva@example.com');
  const [first, second] = [await write('Milk'), await write('Bread')];
  const known = await workOf(embedded, () => share(first.id, 'eva@example.com'));
  const unknown = await workOf(embedded, () => share(second.id, 'ida@example.com'));
  expect(unknown).toEqual(known);
});

test('A share with an address that has no account ends without a reader and forgets it', async () => {
  const { id } = await write('Milk');
  await share(id, 'nobody@example.com');
  expect(await server.contents()).toContain('nobody@example.com');
  await relay();
  expect(await listFor(ANA.accountId)).toMatchObject([{ readers: [ANA.accountId] }]);
  expect(await queued()).toBe(0);
  expect(await server.contents()).not.toContain('nobody@example.com');
  await register('nobody@example.com');
  await relay();
});

test('A share is an event of its note, numbered and without the address once it is done', async () => {
  const { id } = await write('Milk');
  for (const name of ['eva', 'ida']) await share(id, `${name}@example.com`);
  await relay();
  const page = await database.events.list({ aggregate: 'note', aggregateId: id, limit: 9 });
  const event = { type: 'note.shared', requestId: 'request-1', data: {} };
  expect(page.items).toMatchObject([
    { sequence: 1, ...event },
    { sequence: 2, ...event },
  ]);
  expect(await server.contents()).not.toMatch(/eva@|ida@/);
});

test('A share of another account writes no event', async () => {
  const { id } = await write('Milk');
  const stolen = notes.share(
    { ...ANA, accountId: 'e'.repeat(24) },
    { id, email: 'eva@example.com', idempotencyKey: newKey() },
    'request-1',
  );
  await expect(stolen).rejects.toMatchObject({ reason: 'NOTE_NOT_FOUND' });
  await relay();
});

test('A note whose author is deleted before the event is handled gets no reader and causes no email', async () => {
  const eva = await register('eva@example.com');
  const { id } = await write('Milk');
  await share(id, 'eva@example.com');
  await database.notes.eraseAccount(ANA.accountId);
  await relay();
  expect(await listFor(eva)).toEqual([]);
  expect(await queued()).toBe(0);
});

test('An account that is deleted meanwhile becomes no reader', async () => {
  const eva = await register('eva@example.com');
  const { id } = await write('Milk');
  await share(id, 'eva@example.com');
  const deleting = database.transaction(async () => {
    await database.accounts.lock(eva);
    await database.notes.eraseAccount(eva);
    await database.accounts.anonymize(eva, 'member', new Date());
  });
  await Promise.all([deleting, relay()]);
  expect(await listFor(eva)).toEqual([]);
});

test('An account that is deleted meanwhile leaves no note', async () => {
  const { accountId } = ANA;
  const deleting = database.transaction(async () => {
    await database.accounts.lock(accountId);
    await database.notes.eraseAccount(accountId);
    await database.accounts.anonymize(accountId, 'member', new Date());
  });
  await Promise.allSettled([deleting, write('Milk')]);
  await expect(write('Bread')).rejects.toMatchObject({ reason: 'SESSION_ENDED' });
  expect(await listFor(accountId)).toEqual([]);
});
