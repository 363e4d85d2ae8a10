import { BaseError } from '@trastienda/base';
import { UnsealError } from '@trastienda/mongo';
import { expect, test } from 'vitest';
import { describeFailure } from './describe-failure.ts';

const address = 'maria@correo.example';
const message = `550 <${address}> no such user`;

test.each([
  [Object.assign(new Error(message), { code: 'EENVELOPE', responseCode: 550 }), 'EENVELOPE 550'],
  [Object.assign(new Error(message), { code: 'ETIMEDOUT' }), 'ETIMEDOUT'],
  [Object.assign(new Error(message), { code: address, responseCode: address }), 'Error'],
  [new TypeError(message), 'TypeError'],
  [new BaseError('DATABASE_UNAVAILABLE', { message }), 'DATABASE_UNAVAILABLE'],
  [new UnsealError('There is no such key.'), 'There is no such key.'],
  [message, 'unknown failure'],
  [null, 'unknown failure'],
])('a failure is told by its codes, never by texts that may hold an address: %s', (error, told) => {
  expect(describeFailure(error)).toBe(told);
});
