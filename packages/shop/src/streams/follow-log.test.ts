import type { LogTail } from '@trastienda/mongo';
import type { ShopEvent } from '@trastienda/shop-db';
import { expect, test } from 'vitest';
import { followLog } from './follow-log.ts';

/** A log with five events, none of which comes again. */
const tail: LogTail<ShopEvent> = {
  lastPosition: async () => 5,
  async *read() {},
};

async function follow(lastEventId: string | null, first?: readonly string[]) {
  const values: string[] = [];
  const stream = followLog<string>(tail, {
    ...{ lastEventId, signal: new AbortController().signal, checkpoint: 'begun' },
    ...{ isWanted: () => true, toValue: () => null },
    ...(first !== undefined && { first: async () => first }),
  });
  for await (const { position, value } of stream) values.push(`${position} ${value}`);
  return values;
}

test('A client that has lost a stream within its first values gets all of them', async () => {
  const values = await follow(null, ['a', 'b']);
  expect(values).toEqual(['0 begun', '0 a', '5 b']);
  expect(await follow('0', ['a', 'b'])).toEqual(values);
  expect(await follow('5', ['a', 'b'])).toEqual([]);
});

test('A stream without first values has a position at once', async () => {
  expect(await follow(null)).toEqual(['5 begun']);
  expect(await follow(null, [])).toEqual(['0 begun', '5 begun']);
  expect(await follow('0')).toEqual([]);
});
