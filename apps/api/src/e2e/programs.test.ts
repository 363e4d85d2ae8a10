import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createClient,
  createImportForm,
  createMemoryTokenStorage,
  isClientError,
} from '@trastienda/shop-client';
import { openDatabase } from '@trastienda/shop-db';
import {
  endChild,
  type FailPoint,
  HANG,
  type RunningProgram,
  releaseKilledProcess,
  setFailPoint,
  startTestDatabase,
  stopEmbedded,
} from '@trastienda/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseEnv } from '../config/env.ts';
import { hashStaffToken } from '../config/hash-staff-token.ts';
import { runProgram } from '../testing/run-program.ts';
import { operatorEnv } from '../testing/use-programs.ts';

let dataDir: string;
const running: RunningProgram[] = [];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'trastienda-api-'));
});

afterEach(async () => {
  for (const { child } of running.splice(0)) await endChild(child);
  await stopEmbedded(join(dataDir, 'mongo'));
  await rm(dataDir, { recursive: true, force: true });
});

function run(...call: Parameters<typeof runProgram>): RunningProgram {
  const program = runProgram(...call);
  running.push(program);
  return program;
}

const urlOf = async (server: RunningProgram) => (await server.waitFor(/"url":"([^"]+)"/))[1] ?? '';

async function writeCsv(rows: readonly string[]): Promise<string> {
  const file = join(dataDir, 'products.csv');
  await writeFile(file, ['Handle,Title,Variant SKU,Variant Price', ...rows, ''].join('\n'));
  return file;
}

describe('the build output, run with plain node', () => {
  test('opens an embedded database with a demo catalog, shared by server and commands', async () => {
    const env = { PORT: '0', TRASTIENDA_DATA_DIR: dataDir };
    const server = run('main.js', [], env);
    const visitor = createClient({ url: await urlOf(server) });
    expect((await visitor.catalog.facets.query()).total).toBeGreaterThan(10);

    const file = await writeCsv(['mug,Import mug,MUG-1,18.50', 'bad,Bad,B,cheap']);
    const first = run('cli.js', ['import', file], env);
    expect(await first.ended).toBe(1);
    expect(first.output()).toContain('2 rows: 1 created, 0 updated, 0 unchanged, 1 rejected');
    expect(first.output()).toContain('bad (row 3): row 3: Variant Price "cheap" is not an amount');
    const again = run('cli.js', ['import', await writeCsv(['mug,Import mug,MUG-1,18.50'])], env);
    expect(await again.ended).toBe(0);
    expect(again.output()).toContain('0 created, 0 updated, 1 unchanged');
    expect((await visitor.catalog.get.query({ slug: 'mug' })).title).toBe('Import mug');

    const counts = join(dataDir, 'inventory.csv');
    await writeFile(counts, 'SKU,Shop,Attic\nMUG-1,5,not stocked\nunheard-of,1,\n');
    const inventory = run('cli.js', ['import-inventory', counts, '--stock-location', 'shop'], env);
    expect(await inventory.ended).toBe(1);
    expect(inventory.output()).toContain('2 rows: 1 changed, 0 unchanged, 0 set before');
    expect(inventory.output()).toContain('SKU unheard-of (row 3)');
    expect(inventory.output()).toContain('Locations that were counted: Shop (without Attic).');

    const check = run('cli.js', ['check'], env);
    const reconcile = run('cli.js', ['reconcile', '--from', '2026-01-01'], env);
    expect([await check.ended, await reconcile.ended]).toEqual([0, 0]);
    expect(check.output()).toContain('Everything agrees.');
    expect(reconcile.output()).toContain('0 payments compared, 0 differences.');
    const rebuild = run('cli.js', ['reports', 'rebuild'], env);
    expect(await rebuild.ended).toBe(0);
    expect(rebuild.output()).toContain('0 events read, 0 rows compared, 0 differences.');

    server.child.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    const restarted = run('main.js', [], env);
    const later = createClient({ url: await urlOf(restarted) });
    expect((await later.catalog.get.query({ slug: 'mug' })).title).toBe('Import mug');
  });

  test('imports only complete products when it is killed, and the rest when run again', async () => {
    const mongo = await startTestDatabase();
    try {
      const database = await openDatabase(mongo.uri);
      await database.indexes.sync();
      await database.close();
      const token = 'a-token-for-this-test';
      const env = {
        ...operatorEnv(mongo.uri, dataDir),
        TRASTIENDA_STAFF_TOKEN_SHA256: hashStaffToken(token),
      };
      if (mongo.embedded !== undefined) await setFailPoint(mongo.uri, THIRD_BATCH);
      const COUNT = 400;
      const rows = Array.from({ length: COUNT }, (_, i) => `p-${i},Product ${i},S-${i},${i + 1}`);
      const file = await writeCsv(rows);

      const server = run('main.js', [], env);
      const staff = createClient({ url: await urlOf(server), token });
      const form = createImportForm(new Blob([await readFile(file)]), 'products.csv');
      const upload = staff.admin.products.import.mutate(form).then(
        () => 'answered',
        () => 'broken off',
      );
      const total = () => countProducts(mongo.uri);
      await expect.poll(total, { interval: 50 }).toBeGreaterThan(50);
      await endChild(server.child);
      expect(await upload).toBe('broken off');
      if (mongo.embedded !== undefined) await releaseKilledProcess(mongo.uri);

      const atCrash = await total();
      const restarted = createClient({ url: await urlOf(run('main.js', [], env)), token });
      // Products and the counters beside them were written together or not at all.
      expect((await restarted.catalog.facets.query()).total).toBe(atCrash);
      const again = async () =>
        restarted.admin.products.import.mutate(createImportForm(new Blob([await readFile(file)])));
      // Until the server gives it up, the transaction of the process that was killed is in the way.
      const isBusy = (error: unknown) =>
        isClientError(error) && error.data?.reason === 'DATABASE_BUSY';
      let report: Awaited<ReturnType<typeof again>> | null = null;
      while (report === null) {
        report = await again().catch((error: unknown) => {
          if (isBusy(error)) return null;
          throw error;
        });
      }
      expect(report.rejected).toBe(0);
      expect(report.unchanged).toBeGreaterThanOrEqual(atCrash);
      expect(report.unchanged + report.created).toBe(COUNT);
      expect((await restarted.catalog.facets.query()).total).toBe(COUNT);
    } finally {
      await mongo.stop();
    }
  });

  /** Or a fast machine may be done before it is noticed that it has begun. */
  const THIRD_BATCH: FailPoint = {
    fault: HANG,
    commands: ['insert'],
    collection: 'products',
    skip: 2,
  };

  async function countProducts(uri: string): Promise<number> {
    const database = await openDatabase(uri);
    const { total } = await database.facets.read(1);
    await database.close();
    return total;
  }

  test('imports nothing in a currency other than the shop’s', async () => {
    const env = { TRASTIENDA_DATA_DIR: dataDir };
    const file = await writeCsv(['mug,Mug,MUG,18.50']);
    expect(await run('cli.js', ['import', file], env).ended).toBe(0);
    const other = await writeCsv(['cap,Cap,CAP,9']);
    const refused = run('cli.js', ['import', other], { ...env, TRASTIENDA_CURRENCY: 'USD' });
    expect(await refused.ended).toBe(1);
    expect(refused.output()).toBe(
      'The products in the database are priced in EUR; TRASTIENDA_CURRENCY is USD. ' +
        'Commands need it as the server does: TRASTIENDA_CURRENCY=EUR\n',
    );
  });

  test('has an owner that a command has created, also while the server runs', async () => {
    const env = { PORT: '0', TRASTIENDA_DATA_DIR: dataDir };
    const url = await urlOf(run('main.js', [], env));
    const email = 'ana@shop.example';
    const made = run('cli.js', ['create-owner', email, 'Ana', 'López'], {
      ...{ ...env, TRASTIENDA_PUBLIC_URL: url },
    });
    expect(await made.ended).toBe(0);
    const password = 'pelican granite orbit mauve 7';
    // The next command is printed as it is to be typed, but for the password.
    const [, address = '', header = '', body = ''] =
      /curl -X POST '([^']+)' -H '([^']+)' -d '([^']+)'/.exec(made.output()) ?? [];
    const [name = '', value = ''] = header.split(': ');
    const answer = await fetch(address, {
      method: 'POST',
      headers: { [name]: value },
      body: body.replace('A NEW PASSWORD', password),
    });
    expect(answer.status).toBe(200);

    const session = { kind: 'token', storage: createMemoryTokenStorage() } as const;
    const client = createClient({ url, session });
    await client.auth.signIn.mutate({ email, password });
    expect(await client.account.get.query()).toMatchObject({ name: 'Ana López', role: 'owner' });
    expect((await client.admin.accounts.list.query({ role: 'owner' })).items).toHaveLength(1);
    const { items } = await client.admin.audit.list.query({ action: 'account.created' });
    expect(items).toMatchObject([{ actor: { kind: 'operator' } }]);

    const again = run('cli.js', ['create-owner', email], env);
    expect(await again.ended).toBe(0);
    expect(again.output()).toMatch(/token for auth\.resetPassword: \S+/);
    await expect(client.account.get.query()).rejects.toMatchObject({
      data: { reason: 'SESSION_ENDED' },
    });
    const wrong = run('cli.js', ['create-owner', 'ana'], env);
    expect(await wrong.ended).toBe(2);
    expect(wrong.output()).toBe('Name the email address of the owner.\n');
  });

  test('encrypts second factors with a new key, and reports which keys are in use', async () => {
    const env = { TRASTIENDA_DATA_DIR: dataDir };
    const resealed = run('cli.js', ['reseal'], env);
    expect(await resealed.ended).toBe(0);
    expect(resealed.output()).toMatch(
      /^0 second factors were sealed anew\.\n0 secrets of webhooks were sealed anew\.\nA key that/,
    );
  });

  test('generates encryption keys that the server accepts', async () => {
    const made = run('cli.js', ['encryption-key'], {});
    expect(await made.ended).toBe(0);
    const [, keys = ''] = /TRASTIENDA_ENCRYPTION_KEYS=(\S+)/.exec(made.output()) ?? [];
    const env = { TRASTIENDA_ENCRYPTION_KEYS: keys };
    const { config } = parseEnv(env, { isTerminal: false, program: 'server' });
    expect(config.accounts.encryptionKeys).toHaveLength(1);
  });

  test('explains a command that is called incorrectly, and exits with 2', async () => {
    const unknown = run('cli.js', ['sell'], { TRASTIENDA_DATA_DIR: dataDir });
    expect(await unknown.ended).toBe(2);
    expect(unknown.output()).toContain('Usage: pnpm shop COMMAND');
    const missing = run('cli.js', ['import', 'no-such.csv'], { TRASTIENDA_DATA_DIR: dataDir });
    expect(await missing.ended).toBe(2);
    expect(missing.output()).toBe('There is no file no-such.csv.\n');
    const option = run('cli.js', ['sync-indexes', '--force'], { TRASTIENDA_DATA_DIR: dataDir });
    expect(await option.ended).toBe(2);
  });

  test('generates tokens that the server accepts by their hash', async () => {
    const token = run('cli.js', ['token'], { TRASTIENDA_DATA_DIR: dataDir });
    expect(await token.ended).toBe(0);
    const [, presented = ''] = /shown once\): (\S+)/.exec(token.output()) ?? [];
    expect(token.output()).toContain(`TRASTIENDA_STAFF_TOKEN_SHA256=${hashStaffToken(presented)}`);
  });
});
