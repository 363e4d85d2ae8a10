import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { run } from './run.ts';
import { REPOSITORY } from './testing/copy-workspace.ts';

const APP = join(REPOSITORY, 'examples/notes/api');

const call = (text: string, folder = REPOSITORY) =>
  run([...text.split(' '), '--dry-run'], folder, undefined);

describe('A dry run', () => {
  test('lists what a domain of the shop would create and change, and writes nothing', async () => {
    const status = () =>
      execFileSync('git', ['status', '--porcelain'], { cwd: REPOSITORY, encoding: 'utf8' });
    const before = status();
    const printed = await call('domain unicorn');
    expect(printed).toContain('Would create\n');
    expect(printed).toContain('  packages/router/src/store/unicorns.ts\n');
    expect(printed).toContain('  packages/db/src/open-database.ts\n');
    expect(printed).toContain('  packages/shop/src/settlement/erase-account.ts\n');
    expect(status()).toBe(before);
  });

  test('names the folder of an application, which is found from below it', async () => {
    expect(await call('domain poll', join(APP, 'src/notes'))).toContain(
      '  src/polls/poll-service.ts\n',
    );
    expect(await call(`domain poll --in ${APP}`)).toContain(
      `In ${join('examples', 'notes', 'api')}`,
    );
  });
});

describe('A request is refused with the reason', () => {
  test.each([
    ['domain cart', 'carts/cart-document.ts exists already'],
    ['domain quote', 'quotes is taken in packages/db/src/open-database.ts'],
    ['domain class', 'is a reserved word'],
    ['domain giftCard', 'is not in kebab case'],
    ['domain page', 'has a meaning already'],
    ['domain migration', 'has a meaning already'],
    ['domain variant', 'VARIANT_NOT_FOUND exists already'],
    ['domain', 'Missing: the name of one thing'],
    ['domain a b', '"b" is one name too many'],
    ['procedure cart.add --access buyer --mutation', 'The name add is taken'],
    ['procedure admin.stock.receive --access staff:stock:write --mutation', 'receive is taken'],
    ['procedure stock.forecast --access staff:stock:read --query', 'admin.stock.forecast'],
    ['procedure admin.stock.forecast --access public --query', 'under admin are of staff'],
    ['procedure admin.nothing.count --access staff:x:read --query', 'There is no domain nothing'],
    [
      'procedure admin.orderAdmin.rate --access staff:orders:write --mutation',
      'are in packages/router/src/admin/orders.ts',
    ],
    ['procedure web.cart.add --access buyer --mutation', 'is not a domain and a name'],
    ['procedure nothing.close --access account --query', 'There is no domain nothing'],
    ['procedure account.freeze --access account --query', 'is added where its package is'],
    ['procedure cart --access account --query', 'is not a domain and a name'],
    ['procedure cart.freeze --query', 'Missing: access'],
    ['procedure cart.freeze --access staff --query', 'is none of account'],
    ['procedure cart.freeze --access buyer', 'Missing: query or mutation'],
    ['procedure cart.freeze --access buyer --query --mutation', 'a query or a mutation'],
    ['job nothing close-due', 'There is no domain nothing'],
    ['job checkout expire-checkouts', 'exists already'],
    ['migration carts', 'is taken by an earlier migration'],
    ['table x', '"table" is nothing that can be generated'],
    ['domain x --colour', "Unknown option '--colour'"],
  ])('%s', async (text, reason) => {
    await expect(call(text)).rejects.toThrow(reason);
  });

  test.each([
    ['domain note', 'NOTE_NOT_FOUND exists already'],
    ['domain session', 'has a meaning already'],
    ['domain lease', 'has a meaning already'],
    ['procedure notes.write --access account --query', 'WriteNoteInput is taken'],
    ['procedure notes.hide --access buyer --query', 'Only a shop has buyers'],
    ['procedure auth.hide --access public --query', 'imports no auth'],
    ['procedure admin.notes.hide --access public --query', 'only a shop has areas'],
    ['job nothing close-due', 'src/nothing is missing'],
  ])('%s in an application', async (text, reason) => {
    await expect(call(text, APP)).rejects.toThrow(reason);
  });

  test('outside of an application', async () => {
    await expect(call('domain poll', tmpdir())).rejects.toThrow('There is no application in');
  });
});

test('What is missing is asked for', async () => {
  const answers = ['procedure', 'cart.freeze', 'buyer', 'mutation'];
  const asked: string[] = [];
  const printed = await run(['--dry-run'], REPOSITORY, async (question) => {
    asked.push(question);
    return answers.shift() ?? '';
  });
  expect(asked).toHaveLength(4);
  expect(printed).toContain('packages/router/src/store/cart-freeze.test.ts');
});

test('Help lists what can be generated', async () => {
  expect(await run(['--help'], tmpdir(), undefined)).toContain('migration <name>');
});
