import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Command, runCommands } from './run-commands.ts';

const calls: (readonly string[])[] = [];
const convert: Command = {
  name: 'convert',
  usage: 'WHAT [--all-of-it]',
  summary: 'converts',
  options: ['all-of-it'],
  run: async (args) => {
    calls.push(args);
    return 0;
  },
};

let errors: string[];
beforeEach(() => {
  calls.length = 0;
  errors = [];
  vi.spyOn(console, 'error').mockImplementation((text: string) => void errors.push(text));
});
afterEach(() => vi.restoreAllMocks());

// `npm run shop convert x --all-of-it` reaches the command without the option.
test('A command does not run without an option that npm has consumed', async () => {
  const env = { npm_config_all_of_it: 'true' };
  expect(await runCommands(['convert', 'x'], [convert], env)).toBe(2);
  expect(errors.join()).toContain('npm run shop -- convert … --all-of-it');
  expect(calls).toEqual([]);
});

test('A command runs with the options that it has received', async () => {
  const env = { npm_config_all_of_it: 'true', npm_config_registry: 'x' };
  expect(await runCommands(['convert', 'x', '--all-of-it'], [convert], env)).toBe(0);
  expect(await runCommands(['convert', 'y'], [convert], {})).toBe(0);
  expect(calls).toEqual([['x', '--all-of-it'], ['y']]);
});

test('Requested help is output, and not an error', async () => {
  const output = vi.spyOn(console, 'log').mockImplementation(() => {});
  expect(await runCommands(['help'], [convert])).toBe(0);
  expect(output.mock.calls.join()).toContain('convert WHAT [--all-of-it]');
  expect(await runCommands(['nonsense'], [convert])).toBe(2);
  expect(errors.join()).toContain('convert WHAT [--all-of-it]');
});
