import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryTokenStorage, newIdempotencyKey } from '@trastienda/client';
import { type RunningProgram, stopEmbedded } from '@trastienda/testing';
import { afterAll, expect, test } from 'vitest';
import { runMain, urlOf } from '../testing/run-main.ts';
import { connectTo, emailTo, enroll, outboxOf, write } from '../testing/start-test-app.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'notes-killed-'));
let program: RunningProgram | undefined;

afterAll(async () => {
  program?.child.kill('SIGKILL');
  await program?.ended;
  await stopEmbedded(join(dataDir, 'mongo'));
  await rm(dataDir, { recursive: true, force: true });
});

async function start(): Promise<string> {
  program = runMain({ DATA_DIR: dataDir });
  return await urlOf(program);
}

test('A server that is killed has lost no note, no share and no session that it acknowledged', async () => {
  const firstUrl = await start();
  const storage = createMemoryTokenStorage();
  const { client } = await enroll(connectTo(firstUrl, storage), dataDir, 'ana');
  const eva = await enroll(connectTo(firstUrl), dataDir, 'eva');
  const shared = await write(client, 'Shared');
  const share = { id: shared.id, email: eva.email };
  const context = { idempotencyKey: newIdempotencyKey() };

  const acknowledged: string[] = [];
  const writing = Array.from({ length: 4 }, async (_, writer) => {
    for (let number = 0; ; number += 1) {
      const { id } = await write(client, `note ${writer} ${number}`);
      acknowledged.push(id);
      if (acknowledged.length !== 20) continue;
      // The job finds the share within a second: it is killed before, meanwhile or just after.
      await client.notes.share.mutate(share, { context });
      program?.child.kill('SIGKILL');
    }
  });
  await Promise.allSettled(writing);
  expect(await program?.ended).toBe('SIGKILL');

  const again = connectTo(await start(), storage);
  const { items } = await again.notes.list.query({ limit: 100 });
  expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
  await emailTo(dataDir, eva.email, /shared/);
  // A client that got no answer repeats the call; the reader gets one email.
  expect(await again.notes.share.mutate(share, { context })).toEqual({ acknowledged: true });
  const emails = (await outboxOf(dataDir).list()).filter(({ subject }) => /shared/.test(subject));
  expect(emails).toHaveLength(1);
});
