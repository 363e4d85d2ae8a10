import { expect, test } from 'vitest';
import { nestedMessage } from './nested-message.ts';

test('The message of a part is that of the field', () => {
  const errors = { amounts: [undefined, { amount: { type: 'too_small', message: 'Too small.' } }] };
  expect(nestedMessage(errors)).toBe('Too small.');
});

test('Fields without a message have none', () => {
  expect(nestedMessage(undefined)).toBeUndefined();
  expect(nestedMessage({ ref: { message: 'of an element' } })).toBeUndefined();
});
