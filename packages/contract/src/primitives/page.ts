import { z } from 'zod';

export const MAX_PAGE_SIZE = 100;

/** Where to go on in a list: a page's `nextCursor`, sent back as it came. */
export const Cursor = z.string().min(1).max(2048);

/** Which part of a list: at most `limit` items (24 unless told) after `cursor`. */
export const PageInput = z.object({
  limit: z.int().min(1).max(MAX_PAGE_SIZE).default(24),
  cursor: Cursor.optional(),
});

/** One page of a list; `nextCursor` is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: Cursor.nullable() });
}
