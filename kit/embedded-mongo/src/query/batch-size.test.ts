import { expect, test } from 'vitest';
import { useDatabase } from '../testing/harness.ts';

const harness = useDatabase();

test('a batch does not exceed the maximum document size, and no document gets lost between batches', async () => {
  const text = 'x'.repeat(7 * 1024 * 1024);
  for (const _id of [1, 2, 3, 4, 5]) {
    await harness.db.command({ insert: 'things', documents: [{ _id, text }] });
  }
  const commands = [
    { find: 'things', sort: { _id: 1 } },
    { aggregate: 'things', pipeline: [{ $sort: { _id: 1 } }, { $set: { n: 1 } }], cursor: {} },
  ];
  for (const command of commands) {
    const { cursor } = await harness.db.command(command);
    const batches = [cursor.firstBatch];
    for (let id = cursor.id; Number(id) !== 0; ) {
      const more = await harness.db.command({ getMore: id, collection: 'things' });
      batches.push(more.cursor.nextBatch);
      id = more.cursor.id;
    }
    const ids = batches.map((batch) => batch.map(({ _id }: { _id: number }) => _id));
    expect(ids).toEqual([[1, 2], [3, 4], [5]]);
  }
});
