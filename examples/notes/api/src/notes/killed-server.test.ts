import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, createMemoryTokenStorage } from '@trastienda/client';
import { createOutboxMailer } from '@trastienda/emails';
import { type RunningProgram, runNode, stopEmbedded } from '@trastienda/testing';
import { afterAll, expect, test } from 'vitest';
import type { AppRouter } from '../router.ts';

const dataDir = await mkdtemp(join(tmpdir(), 'notes-killed-'));
let program: RunningProgram | undefined;

afterAll(async () => {
  program?.child.kill('SIGKILL');
  await program?.ended;
  await stopEmbedded(join(dataDir, 'mongo'));
  await rm(dataDir, { recursive: true, force: true });
});

/** Starts the program as `pnpm start` does, and returns its URL. */
async function start(): Promise<string> {
  const args = ['tsx', '--conditions=@trastienda/source', 'src/main.ts'];
  program = runNode('--import', args, { DATA_DIR: dataDir, PORT: '0' });
  const [, url = ''] = await program.waitFor(/"url":"([^"]+)","msg":"listening"/);
  return url;
}

test('A server that is killed has lost no note that it acknowledged, and no session', async () => {
  const storage = createMemoryTokenStorage();
  const connect = (url: string) =>
    createClient<AppRouter>({ url, session: { kind: 'token', storage } });
  const first = connect(await start());
  const person = { email: 'ana@example.com', password: 'correct giraffe harmonica' };
  await first.auth.signUp.mutate({ ...person, name: 'Ana' });
  const outbox = createOutboxMailer({ dir: join(dataDir, 'outbox'), from: 'notes@localhost' });
  await expect.poll(async () => (await outbox.list()).length).toBe(1);
  const [email] = await outbox.list();
  const token = /#token=(\S+)/.exec(email?.links.join(' ') ?? '')?.[1] ?? '';
  await first.auth.verifyEmail.mutate({ token, password: person.password });
  await first.auth.signIn.mutate(person);

  const acknowledged: string[] = [];
  const writing = Array.from({ length: 4 }, async (_, writer) => {
    for (let number = 0; ; number += 1) {
      const { id } = await first.notes.write.mutate({ text: `note ${writer} ${number}` });
      acknowledged.push(id);
      if (acknowledged.length === 20) program?.child.kill('SIGKILL');
    }
  });
  await Promise.allSettled(writing);
  expect(await program?.ended).toBe('SIGKILL');

  const second = connect(await start());
  const { items } = await second.notes.list.query({ limit: 100 });
  expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
});
