import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addCollection } from '../commands/create-collection.ts';
import { Engine } from '../engine/engine.ts';
import { FileStore } from '../storage/file-store.ts';
import { openFormat } from '../upgrade/format.ts';
import { insertDocument, prepareInsert } from '../writes/document-writer.ts';
import { ChangeStreamSource } from './change-stream-source.ts';
import type { LogPosition } from './resume-token.ts';
import { LAST_ORDINAL } from './resume-token.ts';

const DAY_MS = 86_400_000;
const BATCH = { maxDocuments: 10, deadline: undefined };

let dir: string;
let engine: Engine;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-stream-'));
  const store = new FileStore(dir, false);
  await openFormat(store, dir);
  engine = new Engine(store);
  await engine.write((ctx) => void addCollection(ctx, 'test', 'things'));
});
afterEach(async () => {
  await engine.close();
  await rm(dir, { recursive: true, force: true });
});

function insert(count: number): Promise<void> {
  return engine.write((ctx) => {
    const collection = ctx.catalog.get('test.things');
    if (!collection) throw new Error('The collection is missing');
    for (let i = 0; i < count; i += 1) {
      insertDocument(ctx, collection, prepareInsert(undefined, { n: i }));
    }
  });
}

function streamFrom(position: LogPosition): ChangeStreamSource {
  return new ChangeStreamSource(
    engine,
    {
      database: 'test',
      collection: 'things',
      fullDocument: 'default',
      fullDocumentBeforeChange: 'off',
      showExpandedEvents: false,
    },
    undefined,
    position,
  );
}

const now = (): LogPosition => ({ sequence: engine.sequence, ordinal: LAST_ORDINAL });

test('an open stream whose events were trimmed before it read them fails with 286', async () => {
  const stream = streamFrom(now());
  await stream.nextBatch(BATCH);
  await insert(30);
  expect((await stream.nextBatch(BATCH)).documents).toHaveLength(10);
  await engine.trimLog(0, DAY_MS);
  await expect(stream.nextBatch(BATCH)).rejects.toMatchObject({
    code: 286,
    labels: ['NonResumableChangeStreamError'],
  });
});

test('trimming the log does not affect an open stream that has read everything', async () => {
  const stream = streamFrom(now());
  await insert(5);
  expect((await stream.nextBatch(BATCH)).documents).toHaveLength(5);
  await engine.trimLog(0, DAY_MS);
  expect((await stream.nextBatch(BATCH)).documents).toHaveLength(0);
  await insert(1);
  expect((await stream.nextBatch(BATCH)).documents).toHaveLength(1);
});

test('a stream that starts in the future returns no earlier events', async () => {
  const hour = 3600n << 32n;
  const stream = streamFrom({ sequence: engine.sequence + hour, ordinal: LAST_ORDINAL });
  await insert(1);
  expect((await stream.nextBatch(BATCH)).documents).toHaveLength(0);
  await insert(1);
  expect((await stream.nextBatch(BATCH)).documents).toHaveLength(0);
});
