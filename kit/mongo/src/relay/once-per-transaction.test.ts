import { useTestDatabase } from '@trastienda/testing/vitest';
import { expect, test } from 'vitest';
import { openNotes } from '../testing/open-notes.ts';
import { createRelayTools, type NotesEvent } from '../testing/relay-process.ts';
import { defineConsumer } from './consumer.ts';
import { oncePerTransaction } from './once-per-transaction.ts';

const { database } = await useTestDatabase(openNotes);
const { record, createProcess } = createRelayTools(database, { now: () => new Date() });

test('What events of one transaction need is read once for them, and again for the next ones', async () => {
  let reads = 0;
  const read = oncePerTransaction(async () => {
    reads += 1;
    return reads;
  });
  const seen: number[] = [];
  const consumer = defineConsumer<NotesEvent, 'note.written'>({
    ...{ name: 'readers', types: ['note.written'], from: 'beginning' },
    async handle(_event, context) {
      seen.push(await read(context));
    },
  });
  const { run } = createProcess([consumer]);
  for (const id of ['a', 'b', 'a']) await record(id);
  await run();
  expect(seen).toEqual([1, 1, 1]);
  await record('a');
  await run();
  expect(seen).toEqual([1, 1, 1, 2]);
});
