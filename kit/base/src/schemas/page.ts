import { z } from 'zod';

export const MAX_PAGE_SIZE = 100;

/** Position in a list: a page's `nextCursor`, sent back unchanged. */
export const Cursor = z.string().min(1).max(2048);

/** Page of a list: at most `limit` items (24 by default) after `cursor`. */
export const PageInput = z.object({
  limit: z.int().min(1).max(MAX_PAGE_SIZE).default(24),
  cursor: Cursor.optional(),
});

/** Page of a list; `nextCursor` is null on the last one. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: Cursor.nullable() });
}
