import { expect, test } from 'vitest';
import { exportSubscribers } from './export-subscribers.ts';

test('An export has all parts, in their order', async () => {
  const parts = [
    { csv: 'email\r\na@x.es\r\n', count: 1, nextCursor: 'c1' },
    { csv: 'b@x.es\r\n', count: 1, nextCursor: null },
  ];
  const cursors: (string | undefined)[] = [];
  const result = await exportSubscribers(async ({ cursor }) => {
    cursors.push(cursor);
    const part = parts[cursors.length - 1];
    if (part === undefined) throw new Error('There is no other part.');
    return part;
  });
  expect(result).toEqual({ csv: 'email\r\na@x.es\r\nb@x.es\r\n', count: 2 });
  expect(cursors).toEqual([undefined, 'c1']);
});
