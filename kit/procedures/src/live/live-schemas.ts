import { z } from 'zod';

/** Bound of the queries that one stream keeps live. */
export const MAX_LIVE_QUERIES = 50;

const LiveQuery = z.object({
  /** Path of a query that declares tags: `notes.get`. */
  path: z.string().min(1).max(200),
  /** Input of the query; absent for one without. */
  input: z.unknown().optional(),
  /** Hash of the answer that the client has: the same answer is not sent again. */
  known: z.string().max(64).optional(),
});
export type LiveQuery = z.infer<typeof LiveQuery>;

/** Input of a subscription to live queries. */
export const LiveQueriesInput = z.object({
  queries: z.array(LiveQuery).min(1).max(MAX_LIVE_QUERIES),
});
export type LiveQueriesInput = z.infer<typeof LiveQueriesInput>;

/** Another answer to a live query, which is named by its place in the input, from 0. */
const LiveAnswer = z.object({
  query: z.int().min(0),
  hash: z.string(),
  data: z.unknown(),
});

/** A failure as a failed call has it. */
const LiveFailure = z.object({
  code: z.int(),
  message: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type LiveFailure = z.infer<typeof LiveFailure>;

/** A value of a subscription to live queries. A query that has failed stays live. */
export const LiveUpdate = z.union([
  z.object({ query: z.int().min(0), error: LiveFailure }),
  LiveAnswer,
]);
export type LiveUpdate = z.infer<typeof LiveUpdate>;
