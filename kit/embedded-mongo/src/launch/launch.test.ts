import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  DirectoryInUseError,
  type OpenedEmbeddedMongo,
  openEmbeddedMongo,
  startEmbeddedMongo,
} from '../index.ts';
import { requireBuild, startCli } from '../testing/child.ts';
import { trackChildren } from '../testing/track-children.ts';

const children = trackChildren();
/** Longer than any test, for tests that do not cover the exit of an idle server. */
const idleExitSeconds = 600;

let dir: string;

beforeAll(requireBuild);
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trastienda-launch-'));
});
afterEach(async () => {
  await children.kill();
  await rm(dir, { recursive: true, force: true, maxRetries: 20 });
});

async function withClient<T>(uri: string, run: (client: MongoClient) => Promise<T>): Promise<T> {
  const client = await MongoClient.connect(uri);
  try {
    return await run(client);
  } finally {
    await client.close();
  }
}

/** Opens the directory with a server that exits one second after its last client has left. */
async function withBriefServer<T>(
  run: (client: MongoClient, opened: OpenedEmbeddedMongo) => Promise<T>,
): Promise<T> {
  for (;;) {
    const opened = await openEmbeddedMongo({ dir, idleExitSeconds: 1 });
    const options = { serverSelectionTimeoutMS: 2000 };
    // On a busy machine the server may exit before the client connects.
    const client = await MongoClient.connect(opened.uri, options).catch(() => undefined);
    if (client === undefined) continue;
    return await run(client, opened).finally(() => client.close());
  }
}

describe('a shared server', () => {
  test('is started by the first caller, found by the next, and exits when idle', async () => {
    await withBriefServer(async (client, first) => {
      expect(first.isStarted).toBe(true);
      await client.db('a').collection('b').insertOne({ n: 1 });
      const second = await openEmbeddedMongo({ dir, idleExitSeconds: 1 });
      expect(second).toEqual({ uri: first.uri, isStarted: false });
    });
    await children.exited();
    const count = withBriefServer((client) => client.db('a').collection('b').countDocuments());
    expect(await count).toBe(1);
  });

  test('is started once by concurrent callers', async () => {
    const opened = await Promise.all(
      Array.from({ length: 4 }, () => openEmbeddedMongo({ dir, idleExitSeconds })),
    );
    expect(new Set(opened.map(({ uri }) => uri)).size).toBe(1);
  });

  test('replaces a killed one at the same address', async () => {
    const first = await openEmbeddedMongo({ dir, idleExitSeconds });
    await children.kill();
    const opened = await Promise.all([
      openEmbeddedMongo({ dir, idleExitSeconds }),
      openEmbeddedMongo({ dir, idleExitSeconds }),
    ]);
    expect(opened[0]?.uri).toBe(opened[1]?.uri);
    expect(opened[0]?.uri).toBe(first.uri);
    await withClient(opened[0]?.uri ?? '', (client) => client.db('a').command({ ping: 1 }));
  });
});

describe('the data directory', () => {
  test('has one server at a time', async () => {
    const mongo = await startEmbeddedMongo({ dir });
    await expect(startEmbeddedMongo({ dir })).rejects.toThrow(DirectoryInUseError);
    await mongo.close();
    const again = await startEmbeddedMongo({ dir });
    await again.close();
  });

  test('is refused with a reason when it is no database', async () => {
    await writeFile(join(dir, 'trastienda.mdb'), 'this is not a database'.repeat(1000));
    await expect(startEmbeddedMongo({ dir })).rejects.toThrow(/trastienda\.mdb/);
  });

  test('is refused with a reason when its file is truncated', async () => {
    const mongo = await startEmbeddedMongo({ dir });
    await withClient(mongo.uri, (client) =>
      client
        .db('a')
        .collection('b')
        .insertMany(Array.from({ length: 500 }, () => ({ s: 'x'.repeat(2000) }))),
    );
    await mongo.close();
    await truncate(join(dir, 'trastienda.mdb'), 100_000);
    await expect(startEmbeddedMongo({ dir })).rejects.toThrow(/truncated/);
  });

  test('keeps collections, indexes, multikey state and retryable writes across a restart', async () => {
    const first = await startEmbeddedMongo({ dir });
    await withClient(first.uri, async (client) => {
      const things = client.db('a').collection('things');
      await things.createIndex({ t: 1, n: 1 });
      await things.insertMany([{ t: ['x', 'y'], n: [1, 5] }].map(({ t }) => ({ t, n: 3 })));
      await things.createIndex({ u: 1 }, { unique: true, sparse: true });
      await things.insertOne({ u: 1 });
    });
    await first.close();
    const second = await startEmbeddedMongo({ dir });
    await withClient(second.uri, async (client) => {
      const things = client.db('a').collection('things');
      expect(await things.find({ t: { $all: ['x', 'y'] }, n: 3 }).toArray()).toHaveLength(1);
      await expect(things.insertOne({ u: 1 })).rejects.toMatchObject({ code: 11000 });
      expect(await things.listIndexes().toArray()).toHaveLength(3);
    });
    await second.close();
  });
});

describe('the command', () => {
  test('prints its URI, answers, and exits cleanly on SIGTERM with its counters', async () => {
    const server = await startCli(['--dir', dir, '--stats']);
    let output = '';
    server.process.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await withClient(server.uri, (client) => client.db('a').collection('b').findOne());
    server.process.kill('SIGTERM');
    expect(await server.exited).toBe(0);
    expect(JSON.parse(output)).toMatchObject({ commands: { find: 1 } });
  });

  test('reports that its directory is in use', async () => {
    const server = await startCli(['--dir', dir]);
    await expect(startCli(['--dir', dir])).rejects.toThrow(/in use by process/);
    server.process.kill('SIGTERM');
    await server.exited;
  });
});

test('a shared server logs to its directory', async () => {
  const { uri } = await openEmbeddedMongo({ dir, idleExitSeconds });
  // The server writes its lock file, by which it is found, before it prints.
  await expect.poll(() => readFile(join(dir, 'server.log'), 'utf8')).toContain(uri);
});
