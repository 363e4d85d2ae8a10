import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, createImportForm } from '@trastienda/client';
import { openDatabase } from '@trastienda/db';
import { startTestDatabase } from '@trastienda/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashStaffToken } from './auth/staff-token.ts';
import { type RunningProgram, runProgram } from './testing/run-program.ts';

let dataDir: string;
const running: RunningProgram[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-api-'));
});

afterEach(async () => {
  for (const { child, ended } of running.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  await stopEmbedded();
  await rm(dataDir, { recursive: true, force: true });
});

function run(...call: Parameters<typeof runProgram>): RunningProgram {
  const program = runProgram(...call);
  running.push(program);
  return program;
}

const urlOf = async (server: RunningProgram) => (await server.waitFor(/"url":"([^"]+)"/))[1] ?? '';

/** The embedded database outlives its users by some seconds, which a test does not wait for. */
async function stopEmbedded(): Promise<void> {
  const dir = join(dataDir, 'mongo');
  const names = await readdir(dir).catch(() => []);
  for (const name of names.filter((file) => file.startsWith('server.lock.'))) {
    const { pid }: { pid: number } = JSON.parse(await readFile(join(dir, name), 'utf8'));
    if (pid === 0) continue;
    process.kill(pid, 'SIGTERM');
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function writeCsv(rows: readonly string[]): Promise<string> {
  const file = join(dataDir, 'products.csv');
  await writeFile(file, ['Handle,Title,Variant SKU,Variant Price', ...rows, ''].join('\n'));
  return file;
}

describe('the build output, run with plain node', () => {
  it('opens an embedded database with a demo catalogue, shared by server and commands', async () => {
    const env = { PORT: '0', TRASTIENDA_DATA_DIR: dataDir };
    const server = run('main.js', [], env);
    const visitor = createClient({ url: await urlOf(server) });
    expect((await visitor.catalog.facets.query()).total).toBeGreaterThan(10);

    const file = await writeCsv(['mug,Import mug,MUG-1,18.50', 'bad,Bad,B,cheap']);
    const first = run('shop.js', ['import', file], env);
    expect(await first.ended).toBe(1);
    expect(first.output()).toContain('2 rows: 1 created, 0 updated, 0 unchanged, 1 rejected');
    expect(first.output()).toContain('bad (row 3): row 3: Variant Price "cheap" is not an amount');
    const again = run('shop.js', ['import', await writeCsv(['mug,Import mug,MUG-1,18.50'])], env);
    expect(await again.ended).toBe(0);
    expect(again.output()).toContain('0 created, 0 updated, 1 unchanged');
    expect((await visitor.catalog.get.query({ slug: 'mug' })).title).toBe('Import mug');

    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    const restarted = run('main.js', [], env);
    const later = createClient({ url: await urlOf(restarted) });
    expect((await later.catalog.get.query({ slug: 'mug' })).title).toBe('Import mug');
  });

  it('imports some products whole when it is killed in the middle, and the rest when run again', async () => {
    const mongo = await startTestDatabase();
    try {
      const database = await openDatabase(mongo.uri);
      await database.indexes.sync();
      await database.close();
      const token = 'a-token-for-this-test';
      const env = {
        PORT: '0',
        MONGODB_URI: mongo.uri,
        TRASTIENDA_STAFF_TOKEN_SHA256: hashStaffToken(token),
      };
      const COUNT = 2000;
      const rows = Array.from({ length: COUNT }, (_, i) => `p-${i},Product ${i},S-${i},${i + 1}`);
      const file = await writeCsv(rows);

      const server = run('main.js', [], env);
      const staff = createClient({ url: await urlOf(server), token });
      const form = createImportForm(new Blob([await readFile(file)]), 'products.csv');
      const upload = staff.catalog.import.mutate(form).then(
        () => 'answered',
        () => 'broken off',
      );
      const total = () => countProducts(mongo.uri);
      while ((await total()) < 50) await new Promise((resolve) => setTimeout(resolve, 5));
      server.child.kill('SIGKILL');
      await server.ended;
      expect(await upload).toBe('broken off');

      const atCrash = await total();
      const restarted = createClient({ url: await urlOf(run('main.js', [], env)), token });
      // Products and the counters beside them were written together or not at all.
      expect((await restarted.catalog.facets.query()).total).toBe(atCrash);
      const report = await restarted.catalog.import.mutate(
        createImportForm(new Blob([await readFile(file)])),
      );
      expect(report).toMatchObject({ unchanged: atCrash, created: COUNT - atCrash, rejected: 0 });
      expect((await restarted.catalog.facets.query()).total).toBe(COUNT);
    } finally {
      await mongo.stop();
    }
  });

  async function countProducts(uri: string): Promise<number> {
    const database = await openDatabase(uri);
    const { total } = await database.facets.read(1);
    await database.close();
    return total;
  }

  it('imports nothing in another currency than the shop has', async () => {
    const env = { TRASTIENDA_DATA_DIR: dataDir };
    const file = await writeCsv(['mug,Mug,MUG,18.50']);
    expect(await run('shop.js', ['import', file], env).ended).toBe(0);
    const other = await writeCsv(['cap,Cap,CAP,9']);
    const refused = run('shop.js', ['import', other], { ...env, TRASTIENDA_CURRENCY: 'USD' });
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toBe(
      'The products in the database are priced in EUR; TRASTIENDA_CURRENCY is USD.\n',
    );
  });

  it('explains a command that is called in a wrong way, and exits with 2', async () => {
    const unknown = run('shop.js', ['sell'], { TRASTIENDA_DATA_DIR: dataDir });
    expect(await unknown.ended).toBe(2);
    expect(unknown.output()).toContain('Usage: pnpm shop COMMAND');
    const missing = run('shop.js', ['import', 'no-such.csv'], { TRASTIENDA_DATA_DIR: dataDir });
    expect(await missing.ended).toBe(2);
    expect(missing.output()).toBe('There is no file no-such.csv.\n');
    const option = run('shop.js', ['sync-indexes', '--force'], { TRASTIENDA_DATA_DIR: dataDir });
    expect(await option.ended).toBe(2);
  });

  it('makes tokens that the server admits by their hash', async () => {
    const token = run('shop.js', ['token'], { TRASTIENDA_DATA_DIR: dataDir });
    expect(await token.ended).toBe(0);
    const [, presented = ''] = /shown once\): (\S+)/.exec(token.output()) ?? [];
    expect(token.output()).toContain(`TRASTIENDA_STAFF_TOKEN_SHA256=${hashStaffToken(presented)}`);
  });
});
