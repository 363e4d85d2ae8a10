import { expect, test } from 'vitest';
import { firstSteps } from './first-steps.ts';

const url = 'http://127.0.0.1:4321';
const commandsOf = (dataDir: string | null) =>
  firstSteps({ url, dataDir }).map(({ command }) => command);

test('The first command buys something, at the address of this server', () => {
  expect(commandsOf('.trastienda')[0]).toBe(`npm run example:buy ${url}`);
});

test('Commands name the data directory when it is not the usual one, quoted for a shell', () => {
  const commands = commandsOf("/srv/ana's shop");
  expect(commands[0]).toBe(`TRASTIENDA_DATA_DIR='/srv/ana'\\''s shop' npm run example:buy ${url}`);
  const onDatabase = commands.filter((command) => /example:buy|run shop/.test(command));
  expect(onDatabase.every((command) => command.startsWith('TRASTIENDA_DATA_DIR='))).toBe(true);
});

test('On a database of the operator’s nothing is suggested that writes', () => {
  expect(commandsOf(null)).toEqual([`curl ${url}/trpc/catalog.list`]);
});
