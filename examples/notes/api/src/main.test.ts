import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningProgram } from '@trastienda/testing';
import { useTestDatabase } from '@trastienda/testing/vitest';
import { afterAll, expect, test } from 'vitest';
import { openAppDatabase } from './database.ts';
import { runMain, urlOf } from './testing/run-main.ts';
import { connectTo, enroll, write } from './testing/start-test-app.ts';

const { server, database } = await useTestDatabase(openAppDatabase);
const dataDir = await mkdtemp(join(tmpdir(), 'notes-main-'));
const programs: RunningProgram[] = [];

function run(env: Readonly<Record<string, string>>): RunningProgram {
  const program = runMain({ DATA_DIR: dataDir, ...env });
  programs.push(program);
  return program;
}

afterAll(async () => {
  for (const { child } of programs) child.kill('SIGKILL');
  await Promise.all(programs.map(({ ended }) => ended));
  await rm(dataDir, { recursive: true, force: true });
});

test('MONGODB_URI names the database in place of the embedded one, and a signal ends the program', async () => {
  const program = run({ MONGODB_URI: server.uri });
  const { client } = await enroll(connectTo(await urlOf(program)), dataDir, 'ana');
  await write(client, 'Milk', true);
  const { items } = await database.notes.listPublic({ limit: 9 });
  expect(items).toMatchObject([{ text: 'Milk' }]);
  expect(existsSync(join(dataDir, 'mongo'))).toBe(false);
  program.child.kill('SIGTERM');
  expect(await program.ended).toBe(0);
});

test('Variables that are not valid end the program with a sentence each, before it opens anything', async () => {
  const program = run({ PORT: 'abc', MONGODB_URI: 'postgres://db', PUBLIC_URL: 'notes.example' });
  expect(await program.ended).toBe(1);
  expect(program.output()).toContain('PORT must be an integer from 0 to 65535');
  expect(program.output()).toContain('MONGODB_URI must be a MongoDB URI');
  expect(program.output()).toContain('PUBLIC_URL must be an http or https URL');
  expect(existsSync(join(dataDir, 'mongo'))).toBe(false);
});

test('A port in use ends the program, which names it', async () => {
  const first = run({ MONGODB_URI: server.uri });
  const { port } = new URL(await urlOf(first));
  const second = run({ MONGODB_URI: server.uri, PORT: port });
  expect(await second.ended).toBe(1);
  expect(second.output()).toContain(`already listens on 127.0.0.1:${port}`);
});
