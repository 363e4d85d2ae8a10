import type { TRPCClientError } from '@trpc/client';
import {
  type AnyTRPCProcedure,
  type AnyTRPCQueryProcedure,
  type AnyTRPCRouter,
  createTRPCRecursiveProxy,
  type inferProcedureErrorShape,
  type inferProcedureInput,
  type inferTransformedProcedureOutput,
  type TRPCRouterRecord,
} from '@trpc/server';
import type { Client, PlainRouter } from '../create-client.ts';
import { type LiveListener, liveConnectionOf } from './live-connection.ts';

type FailureOf<Router extends AnyTRPCRouter, Procedure extends AnyTRPCProcedure> = TRPCClientError<{
  errorShape: inferProcedureErrorShape<Router, Procedure>;
  transformer: false;
}>;

/** A query that can stay live. */
interface LiveQuery<Router extends AnyTRPCRouter, Procedure extends AnyTRPCQueryProcedure> {
  /** Calls the listener with each answer, until the returned function is called. */
  readonly watch: (
    input: inferProcedureInput<Procedure>,
    listener: LiveListener<
      inferTransformedProcedureOutput<Router, Procedure>,
      FailureOf<Router, Procedure>
    >,
  ) => () => void;
}

type LiveRecord<Router extends AnyTRPCRouter, Procedures extends TRPCRouterRecord> = {
  readonly [Name in keyof Procedures as Procedures[Name] extends AnyTRPCProcedure
    ? Procedures[Name] extends AnyTRPCQueryProcedure
      ? Name
      : never
    : Name]: Procedures[Name] extends AnyTRPCQueryProcedure
    ? LiveQuery<Router, Procedures[Name]>
    : Procedures[Name] extends TRPCRouterRecord
      ? LiveRecord<Router, Procedures[Name]>
      : never;
};

/** The queries of a router, to stay live. */
export type Live<Router extends AnyTRPCRouter> = LiveRecord<Router, Router['_def']['record']>;

export interface LiveOptions {
  /** Path of the subscription that keeps queries live; `live.watch` by default. */
  readonly path?: string;
}

export const LIVE_PATH = 'live.watch';

/**
 * Keeps queries of a client live: each listener gets the answer, and a new one whenever it has changed.
 * All queries share one stream. Only queries that declare tags can be live; others fail with
 * `METHOD_UNSUPPORTED`.
 *
 * @example
 * const live = createLive(client);
 * const stop = live.notes.get.watch({ id }, { onData: show, onError: explain });
 */
export function createLive<Router extends PlainRouter>(
  client: Client<Router>,
  { path = LIVE_PATH }: LiveOptions = {},
): Live<Router> {
  return createTRPCRecursiveProxy<Live<Router>>(({ path: names, args }) => {
    if (names.at(-1) !== 'watch') throw new TypeError(`${names.join('.')} is not a live query.`);
    const [input, listener] = args as [unknown, LiveListener];
    return liveConnectionOf(client, path).watch(names.slice(0, -1).join('.'), input, listener);
  });
}
