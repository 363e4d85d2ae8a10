import { type AccountActor, systemClock } from '@trastienda/base';
import { createEmailQueue } from '@trastienda/emails';
import { createCipher } from '@trastienda/mongo';
import { failAtEachWrite, setFailPoint, WRITE_CONFLICT } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openAppDatabase } from '../database.ts';
import { createNoteService } from './note-service.ts';

const { server, database } = await useTestDatabase(openAppDatabase);
const cipher = createCipher([{ id: 'k1', key: new Uint8Array(32) }]);
const emails = createEmailQueue({ store: database.emails, cipher, clock: systemClock });
const notes = createNoteService({ database, clock: systemClock, emails });

const ANA: AccountActor = {
  kind: 'account',
  accountId: 'a'.repeat(24),
  sessionId: 'b'.repeat(24),
  role: 'member',
  permissions: [],
  isRecent: true,
};
const write = (text: string) => notes.write(ANA, { text, isPublic: false }, 'request-1');
const eventsOf = async (aggregateId: string) =>
  (await database.events.list({ aggregate: 'note', aggregateId, limit: 9 })).items;

test('A note and its event are written together, whichever write fails', async ({ skip }) => {
  skip(server.embedded === undefined, 'needs fail points');
  const before = await server.contents();
  const failures = await failAtEachWrite(
    server.uri,
    () => write('Milk'),
    async () => expect(await server.contents()).toBe(before),
  );
  expect(failures).toBeGreaterThanOrEqual(3);
  const { items } = await notes.list(ANA, { limit: 9 });
  expect(items).toHaveLength(1);
});

test('A write conflict is tried again, and has one effect', async ({ skip }) => {
  skip(server.embedded === undefined, 'needs fail points');
  await setFailPoint(server.uri, { fault: WRITE_CONFLICT, times: 2 });
  const { id } = await write('Bread');
  await notes.share(ANA, { id, email: 'ida@example.com' }, 'request-2');
  expect(await eventsOf(id)).toMatchObject([
    { sequence: 1, type: 'note.written' },
    { sequence: 2, type: 'note.shared', data: { reader: null } },
  ]);
});
