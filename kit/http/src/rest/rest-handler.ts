import { BaseError, hashText } from '@trastienda/base';
import { restRoutes } from '@trastienda/procedures/openapi';
import { callTRPCProcedure } from '@trpc/server';
import { pathBelow } from '../bodies/called-paths.ts';
import { collectTags } from '../caching/cacheable.ts';
import type { AnswerError } from '../error-answer.ts';
import { type CallHandlerOptions, callHandler } from '../trpc-handler.ts';
import { createRouteFinder } from './find-route.ts';
import { createInputReader } from './read-input.ts';

export const REST_ENDPOINT = '/api';

export const REST_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Returns the failure of a request that has no route. */
function noRoute(path: string, allowed: readonly string[]): BaseError {
  if (allowed.length === 0) {
    const message = `There is nothing at ${REST_ENDPOINT}/${path}.`;
    return new BaseError('PROCEDURE_NOT_FOUND', { message });
  }
  const message = `${REST_ENDPOINT}/${path} has the methods ${allowed.join(', ')}.`;
  return new BaseError('METHOD_UNSUPPORTED', { message });
}

/**
 * Creates the handler of REST requests: it calls the procedure of the route with the same checks,
 * limits and context as tRPC does. `answerError` returns flat bodies.
 */
export function restHandler(options: CallHandlerOptions) {
  const { router } = options;
  const findRoute = createRouteFinder(restRoutes(router));
  const readInput = createInputReader();

  return callHandler(options, ({ raw }) => {
    const path = pathBelow(REST_ENDPOINT, raw);
    const found = findRoute(raw.method, path);
    const procedure = found.route?.procedure;

    const answerError: AnswerError = (failure, requestId) => {
      const answer = options.answerError(failure, requestId);
      if (found.route === null && found.allowed.length > 0) {
        answer.response.headers.set('allow', found.allowed.join(', '));
      }
      return answer;
    };

    return {
      path: procedure?.path ?? path,
      paths: procedure === undefined ? [] : [procedure.path],
      answerError,
      async run({ request, context, onFailure }) {
        if (found.route === null) throw noRoute(path, found.allowed);
        const { path: name, type } = found.route.procedure;
        const tags = collectTags(options.findProcedure, [name]);
        const ctx = {
          ...context,
          ...(tags !== null && { onTags: tags.onTags }),
          requireNoInput: async () => void (await readInput(found, request)),
        };
        try {
          const output: unknown = await callTRPCProcedure({
            ...{ router, path: name, type, ctx, batchIndex: 0 },
            signal: request.signal,
            getRawInput: () => readInput(found, request),
          });
          const text = JSON.stringify(output ?? null);
          const answer = new Response(text, { headers: { 'content-type': 'application/json' } });
          const cacheable = tags === null ? null : tags.collected();
          return { answer, cached: cacheable && { cacheable, hash: hashText(text) } };
        } catch (failure) {
          return { answer: onFailure(failure, name, type) };
        }
      },
    };
  });
}
