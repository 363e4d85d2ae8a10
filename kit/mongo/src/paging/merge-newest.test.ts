import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeCursor } from './list-cursor.ts';
import { mergeNewest } from './read-newest.ts';

const LIST = 'things';

/** Reads a page as `readNewest` does: newest first, after a cursor. */
function pageOf(ids: readonly string[], limit: number, after: string | null) {
  const rest = [...new Set(ids)]
    .sort((one, other) => (one < other ? 1 : -1))
    .filter((id) => after === null || id < after);
  const items = rest.slice(0, limit).map((_id) => ({ _id }));
  const last = items.at(-1);
  const nextCursor = rest.length > limit && last ? encodeCursor(LIST, last._id) : null;
  return { items, nextCursor };
}

test('merged pages are the pages of the merged lists', () => {
  const anyIds = fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 8 });
  fc.assert(
    fc.property(fc.array(anyIds), fc.integer({ min: 1, max: 3 }), (lists, limit) => {
      let after: string | null = null;
      for (;;) {
        const pages = lists.map((ids) => pageOf(ids, limit, after));
        const merged = mergeNewest(LIST, pages, limit);
        expect(merged).toEqual(pageOf(lists.flat(), limit, after));
        if (merged.nextCursor === null) return;
        after = merged.items.at(-1)?._id ?? null;
      }
    }),
  );
});
