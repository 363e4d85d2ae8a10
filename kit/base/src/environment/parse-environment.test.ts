import { expect, test } from 'vitest';
import { z } from 'zod';
import { EnvironmentError, Port, parseEnvironment } from './parse-environment.ts';

const Config = z.object({
  dataDir: z.string().default('.data'),
  mongodbUri: z.string().startsWith('mongodb:', { error: 'must be a URI' }).optional(),
  port: Port.default(3000),
});

test('Fields are read from variables, and those that are empty or missing have their defaults', () => {
  expect(parseEnvironment(Config, { DATA_DIR: ' ', PORT: '' })).toEqual({
    dataDir: '.data',
    port: 3000,
  });
  const env = { DATA_DIR: '/data', MONGODB_URI: 'mongodb://db', PORT: '0', OTHER: 'x' };
  expect(parseEnvironment(Config, env)).toEqual({
    dataDir: '/data',
    mongodbUri: 'mongodb://db',
    port: 0,
  });
});

test('All problems are reported at once, by the names of their variables and without values', () => {
  const parse = () => parseEnvironment(Config, { PORT: 'abc', MONGODB_URI: 'hunter2' });
  expect(parse).toThrow(EnvironmentError);
  expect(parse).toThrow(
    'The environment is not valid: MONGODB_URI must be a URI; PORT must be an integer from 0 to 65535',
  );
});

test.each(['abc', '-1', '1.5', '1e3', '0x50', '65536', '80 80'])('%s is no port', (PORT) => {
  expect(() => parseEnvironment(Config, { PORT })).toThrow('PORT must be an integer from 0 to');
});
