import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ConfigError, type Environment, parseEnv } from './env.ts';
import { ENVIRONMENT } from './environment.ts';

const parse = (env: Environment) => parseEnv(env, { isTerminal: false });

function problemsOf(env: Environment): readonly string[] {
  try {
    parse(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('The configuration', () => {
  test('is complete without any variable', () => {
    expect(parse({})).toEqual({
      warnings: [],
      config: {
        host: '127.0.0.1',
        port: 3000,
        mongodbUri: undefined,
        dataDir: '.trastienda',
        demo: true,
        currency: 'EUR',
        staffTokenSha256: null,
        http: {
          corsOrigins: [],
          maxBodyBytes: 1_048_576,
          maxUploadBytes: 33_554_432,
          maxBatch: 20,
          isCompressing: false,
          requestTimeoutSeconds: 120,
        },
        log: { level: 'info', format: 'json' },
        shutdownGraceSeconds: 10,
      },
    });
  });

  test('takes every variable', () => {
    const { config, warnings } = parse({
      HOST: '0.0.0.0',
      PORT: '0',
      MONGODB_URI: 'mongodb+srv://user:pw@cluster.example/shop',
      TRASTIENDA_DATA_DIR: '/data',
      TRASTIENDA_DEMO: 'off',
      TRASTIENDA_CURRENCY: 'JPY',
      TRASTIENDA_STAFF_TOKEN_SHA256: 'AB'.repeat(32),
      TRASTIENDA_CORS_ORIGINS: 'https://shop.example, http://localhost:5173,',
      TRASTIENDA_MAX_BODY_BYTES: '2048',
      TRASTIENDA_MAX_UPLOAD_BYTES: '4096',
      TRASTIENDA_MAX_BATCH: '5',
      TRASTIENDA_REQUEST_TIMEOUT_SECONDS: '7',
      TRASTIENDA_COMPRESSION: 'on',
      TRASTIENDA_LOG_LEVEL: 'debug',
      TRASTIENDA_LOG_FORMAT: 'pretty',
      TRASTIENDA_SHUTDOWN_GRACE_SECONDS: '3',
    });
    expect(warnings).toEqual([]);
    expect(config).toEqual({
      host: '0.0.0.0',
      port: 0,
      mongodbUri: 'mongodb+srv://user:pw@cluster.example/shop',
      dataDir: '/data',
      demo: false,
      currency: 'JPY',
      staffTokenSha256: 'ab'.repeat(32),
      http: {
        corsOrigins: ['https://shop.example', 'http://localhost:5173'],
        maxBodyBytes: 2048,
        maxUploadBytes: 4096,
        maxBatch: 5,
        isCompressing: true,
        requestTimeoutSeconds: 7,
      },
      log: { level: 'debug', format: 'pretty' },
      shutdownGraceSeconds: 3,
    });
  });

  test('takes an empty variable for an absent one', () => {
    expect(parse({ PORT: '', MONGODB_URI: ' ', TRASTIENDA_LOG_LEVEL: '' })).toEqual(parse({}));
  });

  test('logs for people on a terminal and for programs elsewhere, unless told', () => {
    const format = (isTerminal: boolean, env: Environment = {}) =>
      parseEnv(env, { isTerminal }).config.log.format;
    expect([format(true), format(false)]).toEqual(['pretty', 'json']);
    expect(format(true, { TRASTIENDA_LOG_FORMAT: 'json' })).toBe('json');
  });

  test('reports all problems at once', () => {
    expect(
      problemsOf({
        PORT: '70000',
        TRASTIENDA_CURRENCY: 'euro',
        TRASTIENDA_CORS_ORIGINS: 'https://shop.example/,*',
        TRASTIENDA_LOG_LEVEL: 'loud',
        TRASTIENDA_MAX_BATCH: '-1',
        TRASTIENDA_COMPRESSION: 'yes',
      }),
    ).toEqual([
      'PORT must be an integer from 0 to 65535, but is "70000"',
      'TRASTIENDA_CURRENCY must be an ISO 4217 code like EUR, but is "euro"',
      'TRASTIENDA_CORS_ORIGINS must hold origins like https://shop.example, but has "https://shop.example/", "*"',
      'TRASTIENDA_MAX_BATCH must be an integer from 1 to 1000, but is "-1"',
      'TRASTIENDA_COMPRESSION must be one of on, off, but is "yes"',
      'TRASTIENDA_LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, but is "loud"',
    ]);
  });

  test('never repeats a secret in a problem', () => {
    const problems = problemsOf({
      MONGODB_URI: 'postgres://user:hunter2@host',
      TRASTIENDA_STAFF_TOKEN_SHA256: 'hunter2-in-clear',
    });
    expect(problems).toHaveLength(2);
    expect(problems.join()).not.toContain('hunter2');
  });

  test('warns about variables that do nothing, and knows what was meant', () => {
    const { warnings } = parse({
      TRASTIENDA_LOGLEVEL: 'debug',
      TRASTIENDA_PORT: '80',
      TRASTIENDA_WEATHER: 'sunny',
      OTHER: 'not ours',
    });
    expect(warnings).toEqual([
      expect.stringMatching(/^TRASTIENDA_LOGLEVEL .* Did you mean TRASTIENDA_LOG_LEVEL\?$/),
      expect.stringMatching(/^TRASTIENDA_PORT .* Did you mean PORT\?$/),
      expect.stringMatching(/^TRASTIENDA_WEATHER .* does nothing\.$/),
    ]);
  });

  test('names mistyped variables beside those that are wrong', () => {
    const env = { PORT: 'x', TRASTIENDA_MAX_BACH: '1' };
    expect(() => parseEnv(env, { isTerminal: false })).toThrow(/PORT(.|\n)*TRASTIENDA_MAX_BATCH\?/);
  });

  test('is documented: the README has every variable, in this order, and no other', () => {
    const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
    const documented = [...readme.matchAll(/^\| `([A-Z0-9_]+)` +\|/gm)].map(([, name]) => name);
    expect(documented).toEqual(Object.keys(ENVIRONMENT.shape));
  });
});
