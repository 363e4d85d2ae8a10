import { expect, test } from 'vitest';
import { readEmailLink } from './email-link.ts';

test.each([
  ['/verify-email#token=a-B_1', { name: 'verify-email', token: 'a-B_1' }],
  ['/app/reset-password#token=a%2Bb', { name: 'reset-password', token: 'a+b' }],
  ['/verify-email', null],
  ['/verify-email#token=', null],
  ['/#note=7', null],
])('The link of an email in %s is found', (path, link) => {
  expect(readEmailLink(new URL(path, 'https://notes.example'))).toEqual(link);
});
