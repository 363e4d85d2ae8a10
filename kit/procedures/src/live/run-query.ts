import { BaseError, hashText } from '@trastienda/base';
import {
  type AnyTRPCRouter,
  callTRPCProcedure,
  getTRPCErrorFromUnknown,
  getTRPCErrorShape,
} from '@trpc/server';
import pLimit from 'p-limit';
import { toTrpcError } from '../errors/translate-errors.ts';
import { createProcedureFinder, type FindProcedure } from '../find-procedure.ts';
import type { LiveFailure, LiveQuery } from './live-schemas.ts';

/** The outcome of a query. */
export type QueryOutcome =
  | {
      readonly kind: 'answer';
      readonly data: unknown;
      readonly hash: string;
      readonly tags: readonly string[];
    }
  | { readonly kind: 'failure'; readonly error: LiveFailure };

/** Runs a query as its caller; never rejects. */
export type RunQuery = (
  query: Pick<LiveQuery, 'path' | 'input'>,
  call: { readonly ctx: object; readonly signal: AbortSignal },
) => Promise<QueryOutcome>;

function requireTags(findProcedure: FindProcedure, path: string): void {
  const found = findProcedure(path);
  if (found === null) throw toTrpcError(new BaseError('PROCEDURE_NOT_FOUND'));
  if (found.meta.hasTags) return;
  const message = `${path} is not a query with tags: nothing says when its answer changes.`;
  throw toTrpcError(new BaseError('METHOD_UNSUPPORTED', { message }));
}

/** Creates the runner of the queries of a process, of which only some run at once. */
export function createQueryRunner(
  routerOf: () => AnyTRPCRouter,
  { concurrency }: { readonly concurrency: number },
): RunQuery {
  const limit = pLimit(concurrency);
  let findProcedure: FindProcedure | undefined;

  return ({ path, input }, { ctx, signal }) =>
    limit(async (): Promise<QueryOutcome> => {
      const router = routerOf();
      findProcedure ??= createProcedureFinder(router);
      let tags: readonly string[] = [];
      const own = {
        ...ctx,
        onTags: (found: readonly string[]) => {
          tags = found;
        },
      };
      try {
        requireTags(findProcedure, path);
        const data: unknown = await callTRPCProcedure({
          ...{ router, path, type: 'query', ctx: own, signal, batchIndex: 0 },
          getRawInput: async () => input,
        });
        return { kind: 'answer', data, hash: await hashText(JSON.stringify(data)), tags };
      } catch (thrown) {
        const error = getTRPCErrorFromUnknown(thrown);
        const { code, message, data } = getTRPCErrorShape({
          ...{ config: router._def._config, error, type: 'query', path, input, ctx },
        });
        return { kind: 'failure', error: { code, message, data: { ...data } } };
      }
    });
}
