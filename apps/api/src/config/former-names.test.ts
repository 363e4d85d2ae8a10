import { describe, expect, test } from 'vitest';
import { ConfigError, type Environment, parseEnv } from './env.ts';

function problemsOf(env: Environment): readonly string[] {
  try {
    parseEnv(env, { isTerminal: false, program: 'server' });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('former names of variables', () => {
  test('fail with the present name', () => {
    expect(
      problemsOf({ TRASTIENDA_MAIL: 'outbox', TRASTIENDA_MAIL_FROM: 'ana@shop.example' }),
    ).toEqual([
      'TRASTIENDA_MAIL is called TRASTIENDA_EMAIL now: rename it',
      'TRASTIENDA_MAIL_FROM is called TRASTIENDA_EMAIL_FROM now: rename it',
    ]);
  });

  test('are listed beside every other problem', () => {
    expect(problemsOf({ TRASTIENDA_MAIL: 'outbox', PORT: 'none' })).toEqual([
      'TRASTIENDA_MAIL is called TRASTIENDA_EMAIL now: rename it',
      expect.stringMatching(/^PORT must be an integer/),
    ]);
  });

  test('are ignored when they are empty', () => {
    expect(problemsOf({ TRASTIENDA_MAIL: ' ' })).toEqual([]);
  });

  test('are detected in values too: the sandbox was named test before', () => {
    expect(problemsOf({ TRASTIENDA_PAYMENTS: 'test' })).toEqual([
      'TRASTIENDA_PAYMENTS must be sandbox: "test" was its former name',
    ]);
  });
});
