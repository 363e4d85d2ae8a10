import { describe, expect, test } from 'vitest';
import { createMemoryLog } from '../../testing/memory-log.ts';
import { serializeError } from './serialize-error.ts';

describe('The log', () => {
  test('hides credentials even when headers are logged', () => {
    const { log, text } = createMemoryLog();
    const headers = { authorization: 'Bearer SECRET', cookie: 'session=SECRET' };
    log.info({ ...headers, headers, request: { headers } }, 'careless');
    expect(text()).not.toContain('SECRET');
    expect(text()).toContain('careless');
  });
});

describe('A logged error', () => {
  test('has its code and its aggregated errors', () => {
    const gathered = new AggregateError([Object.assign(new Error('a'), { code: 11000 })], 'both');
    expect(serializeError(gathered)).toMatchObject({
      type: 'AggregateError',
      errors: [{ message: 'a', code: 11000 }],
    });
  });

  test('is finite, even when it is its own cause', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(serializeError(error)).match(/"message"/g)).toHaveLength(8);
  });

  test('may be any thrown value', () => {
    expect(serializeError('a string')).toEqual({ type: 'string', message: 'a string' });
    expect(serializeError(undefined)).toEqual({ type: 'undefined', message: 'undefined' });
  });
});
