import { expect, test } from 'vitest';
import { loggedPathOf } from './request-log.ts';

test.each([
  ['/dev/start/the-secret', '/dev/start'],
  ['/dev/outbox/the-secret/mail-1', '/dev/outbox'],
  ['/dev/queue/the-secret', '/dev/queue'],
  ['/dev/confirm/it_1/the-secret', '/dev/confirm'],
  ['/dev', '/dev'],
  ['/webhooks/test', '/webhooks/test'],
  [`/${'a'.repeat(500)}`, `/${'a'.repeat(199)}`],
  [`/dev/${'a'.repeat(500)}`, `/dev/${'a'.repeat(195)}`],
])('The path %s is logged as %s', (path, logged) => {
  expect(loggedPathOf(path, ['/dev'])).toBe(logged);
});
