import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { systemClock } from '@trastienda/base';
import { createCatalogService } from '@trastienda/shop';
import { createClient } from '@trastienda/shop-client';
import { OPERATOR_ORIGIN } from '@trastienda/shop-contract';
import { openDatabase } from '@trastienda/shop-db';
import { productFixture } from '@trastienda/shop-testing';
import { beforeEach, expect, test } from 'vitest';
import { usePrograms } from '../testing/use-programs.ts';

const programs = usePrograms(() => ({ TRASTIENDA_CURRENCY: 'HUF' }));
const { run, outcome, programOutcome } = programs;

beforeEach(async () => {
  // A database as it was before anybody recorded digits.
  const database = await openDatabase(programs.mongo.uri);
  await database.indexes.sync();
  await database.migrations.run(systemClock);
  const deps = { database, clock: systemClock, currency: 'HUF' };
  const product = productFixture({ slug: 'paprika', status: 'active' });
  const price = { amount: 11_480, currency: 'HUF' };
  const variants = product.variants.map((variant) => ({ ...variant, price }));
  await createCatalogService(deps).create({ ...product, variants }, OPERATOR_ORIGIN);
  await database.close();
});

/** What the server sells the product for. */
async function priceNow(): Promise<number | undefined> {
  const server = run('main.js');
  const url = (await server.waitFor(/"url":"([^"]+)"/))[1] ?? '';
  const product = await createClient({ url }).catalog.get.query({ slug: 'paprika' });
  server.child.kill('SIGTERM');
  await server.ended;
  return product.variants[0]?.price.amount;
}

test('server and commands reject amounts with unknown digits until they are converted', async () => {
  const file = join(programs.dataDir, 'products.csv');
  await writeFile(file, 'Handle,Title,Variant SKU,Variant Price\nmug,Mug,MUG-1,18.50\n');
  const server = run('main.js');
  expect(await server.ended).toBe(1);
  expect(server.output()).toContain('pnpm shop currency-digits HUF=0 --convert');
  for (const command of [['import', file], ['create-owner', 'ana@shop.example'], ['check']]) {
    const [code, output] = await outcome(...command);
    expect([command[0], code, output]).toEqual([command[0], 1, server.output()]);
  }
  expect(await outcome('currency-digits')).toEqual([
    0,
    'HUF  ISO 4217: 2, stored: not recorded  (products)\n',
  ]);

  const [code, warning] = await outcome('currency-digits', 'HUF=0');
  expect(code).toBe(2);
  expect(warning).toContain('a stored 11480 that means 11480 HUF gets 00 at its end');
  const [converted, said] = await outcome('currency-digits', 'HUF=0', '--convert');
  expect([converted, said]).toEqual([0, expect.stringContaining('HUF has 2 decimals now.\n')]);
  expect(await outcome('currency-digits', 'HUF=0', '--convert')).toEqual([
    2,
    'It is recorded already that amounts in HUF are stored with 2 decimals.\n',
  ]);
  expect(await priceNow()).toBe(1_148_000);
});

test('amounts that the operator declares correct are not converted', async () => {
  const [code, said] = await outcome('currency-digits', 'HUF=2');
  expect([code, said]).toEqual([0, 'Amounts in HUF stay as they are, with 2 decimals.\n']);
  expect(await priceNow()).toBe(11_480);
});

test('concurrent conversions convert every amount once', async () => {
  const args = ['currency-digits', 'HUF=0', '--convert'];
  const outcomes = await Promise.all([1, 2, 3].map(() => programOutcome(...args)));
  const codes = outcomes.map(([code]) => code);
  // A command that looks after the others have finished is refused.
  expect(codes.filter((code) => code === 0).length).toBeGreaterThan(0);
  expect(codes.filter((code) => code !== 0 && code !== 2)).toEqual([]);
  expect(await priceNow()).toBe(1_148_000);
});

test('a currency that is stated twice is rejected, and nothing is converted', async () => {
  for (const statements of [
    ['HUF=0', 'HUF=0'],
    ['HUF=0', 'JPY=0', 'HUF=2'],
  ]) {
    const [code, said] = await outcome('currency-digits', ...statements, '--convert');
    expect([code, said]).toEqual([2, expect.stringContaining('HUF is named twice.')]);
  }
  expect((await outcome('currency-digits', 'HUF=0', '--convert'))[0]).toBe(0);
  expect(await priceNow()).toBe(1_148_000);
});

test.each([
  ['HUF', '"HUF" is not a currency and its decimals, like HUF=2.'],
  ['ZZZ=2', '"ZZZ=2" is not a currency and its decimals, like HUF=2.'],
  ['HUF=3', 'ISO 4217 gives HUF 2 decimals: amounts with 3 would have to lose some.'],
])('the statement %s is refused', async (statement, message) => {
  const [code, said] = await outcome('currency-digits', statement);
  expect([code, said]).toEqual([2, expect.stringContaining(message)]);
});

test('nothing is converted while a server runs', async () => {
  const database = await openDatabase(programs.mongo.uri);
  const until = new Date(Date.now() + 500_000);
  await database.leases.acquire('due-payments', 'a server', new Date(), until);
  const [code, said] = await outcome('currency-digits', 'HUF=0', '--convert');
  expect([code, said]).toEqual([2, expect.stringContaining('Stop all servers')]);
  await database.leases.release('due-payments', 'a server');
  await database.close();
  expect((await outcome('currency-digits', 'HUF=0', '--convert'))[0]).toBe(0);
});
