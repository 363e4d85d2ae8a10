import { expect, test } from 'vitest';
import { firstSteps, type ShopSettings } from './first-steps.ts';

const url = 'http://127.0.0.1:4321';
const usual = { dataDir: '.trastienda', port: 3000, currency: 'EUR' };
const commandsOf = (settings: ShopSettings | null) =>
  firstSteps({ url, settings }).map(({ command }) => command);

test('The first command buys something, at the address of this server', () => {
  expect(commandsOf(usual)[0]).toBe(`npm run example:buy ${url}`);
});

test('Commands name the data directory when it is not the usual one, quoted for a shell', () => {
  const commands = commandsOf({ ...usual, dataDir: "/srv/ana's shop" });
  expect(commands[0]).toBe(`TRASTIENDA_DATA_DIR='/srv/ana'\\''s shop' npm run example:buy ${url}`);
  const onDatabase = commands.filter((command) => /example:buy|run shop/.test(command));
  expect(onDatabase.every((command) => command.startsWith('TRASTIENDA_DATA_DIR='))).toBe(true);
});

test('Commands carry the port and the currency when they are not the usual ones', () => {
  const owner = commandsOf({ ...usual, port: 4321, currency: 'HUF' }).find((command) =>
    command.includes('create-owner'),
  );
  expect(owner).toBe('PORT=4321 TRASTIENDA_CURRENCY=HUF npm run shop create-owner you@example.com');
});

test('On an operator’s database only commands that do not write are suggested', () => {
  expect(commandsOf(null)).toEqual([`curl ${url}/trpc/catalog.list`]);
});
