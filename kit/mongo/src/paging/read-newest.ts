import type { Model, QueryFilter } from 'mongoose';
import { maxReadMs } from '../connection/deadlines.ts';
import { decodeCursor, encodeCursor } from './list-cursor.ts';
import { mapPage, type Page, type PageQuery } from './page.ts';
import { stateOf } from './state-of.ts';

interface NewestPage<Document> extends PageQuery {
  /** Name of the list in its cursors. */
  readonly list: string;
  readonly match: QueryFilter<Document>;
}

/**
 * Reads a page of documents, newest first; requires ids that sort by time.
 * @throws {BaseError} CURSOR_INVALID.
 */
export async function readNewest<Document extends { _id: string }>(
  model: Model<Document>,
  { list, match, limit, cursor }: NewestPage<Document>,
): Promise<Page<Document>> {
  const query = model.find(match);
  if (cursor !== undefined) query.lt('_id', decodeCursor(list, cursor));
  const found = await query
    .sort({ _id: -1 })
    .limit(limit + 1)
    .maxTimeMS(maxReadMs())
    .lean<Document[]>();
  const items = found.slice(0, limit);
  const last = found.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? encodeCursor(list, last._id) : null };
}

/** Merges pages of one list that were read after the same cursor, each document once. */
export function mergeNewest<Document extends { readonly _id: string }>(
  list: string,
  pages: readonly Page<Document>[],
  limit: number,
): Page<Document> {
  const byId = new Map(pages.flatMap(({ items }) => items).map((item) => [item._id, item]));
  const all = [...byId.values()].sort((one, other) => (one._id < other._id ? 1 : -1));
  const items = all.slice(0, limit);
  const last = items.at(-1);
  const hasMore = all.length > limit || pages.some(({ nextCursor }) => nextCursor !== null);
  return {
    items,
    nextCursor: last !== undefined && hasMore ? encodeCursor(list, last._id) : null,
  };
}

/**
 * As `readNewest`, for documents whose state is their fields: returns their state.
 * @throws {BaseError} CURSOR_INVALID.
 */
export async function listNewest<Document extends { readonly _id: string }>(
  model: Model<Document>,
  query: NewestPage<Document>,
): Promise<Page<Omit<Document, '_id'> & { readonly id: string }>> {
  return mapPage(await readNewest(model, query), stateOf);
}
