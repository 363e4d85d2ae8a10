import { TRPCClientError } from '@trpc/client';
import { expect, test } from 'vitest';
import { explainError } from './explain-error.ts';
import { fieldErrorsOf } from './field-errors.ts';

/** The error of a call that the server has answered with this `data`. */
const failure = (data: Readonly<Record<string, unknown>>) =>
  TRPCClientError.from({ error: { code: -32600, message: 'The note is gone.', data } });

test.each([
  ['the server’s message', failure({ reason: 'NOTE_NOT_FOUND' }), 'The note is gone.'],
  [
    'what is wrong with the input',
    failure({ fields: { email: ['is not valid'], '': ['is too long', 'has no words'] } }),
    'Email is not valid. This is too long and has no words.',
  ],
  [
    'how long to wait',
    failure({ reason: 'RATE_LIMITED', details: { retryAfterSeconds: 7 } }),
    'Too many calls. Try again in 7 seconds.',
  ],
  [
    'that no server has answered',
    TRPCClientError.from(new TypeError('fetch failed')),
    'The server cannot be reached.',
  ],
  ['a bug of the page', new TypeError('x is undefined'), 'Something went wrong on this page.'],
])('A page shows %s', (_what, error, sentence) => {
  expect(explainError(error)).toBe(sentence);
});

test('Errors of fields are read from any server’s data', () => {
  const fields = { text: ['is too long', 7], email: 'wrong' };
  expect(fieldErrorsOf(failure({ fields }))).toEqual({ text: ['is too long'] });
  expect(fieldErrorsOf(failure({ fields: null }))).toEqual({});
  expect(fieldErrorsOf(new Error('other'))).toEqual({});
});
