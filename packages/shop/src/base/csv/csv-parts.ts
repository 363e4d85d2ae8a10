import { type Cell, csvText } from './csv-text.ts';

/** Items per read of a list. */
const limit = 100;
/** Rows of one part of the text. */
const ROWS = 200;

interface PageQuery {
  readonly limit: number;
  readonly cursor: string | undefined;
}

/** Reads all pages of a list, one after the other. */
export async function* pagesOf<Item>(
  read: (query: PageQuery) => Promise<{
    readonly items: readonly Item[];
    readonly nextCursor: string | null;
  }>,
): AsyncGenerator<readonly Item[], void, undefined> {
  let cursor: string | undefined;
  do {
    const page = await read({ limit, cursor });
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** Writes rows as CSV in parts, so that memory does not grow with their number. */
export async function* csvParts(
  source: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<string, void, undefined> {
  let rows: (readonly Cell[])[] = [];
  for await (const row of source) {
    rows.push(row);
    if (rows.length < ROWS) continue;
    yield csvText(rows);
    rows = [];
  }
  if (rows.length > 0) yield csvText(rows);
}
