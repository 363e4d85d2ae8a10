import { type Actor, ShopError } from '@trastienda/contract';
import { appRouter, type RouterContext, type Services } from '@trastienda/router';
import type { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import type { Authenticator } from '../auth/authenticator.ts';
import type { AppEnv } from './app-env.ts';
import { logCall } from './call-log.ts';
import { errorAnswer } from './error-answer.ts';
import { limitBody } from './limit-body.ts';

export const TRPC_ENDPOINT = '/trpc';

export interface TrpcHandlerOptions {
  readonly services: Services;
  readonly authenticate: Authenticator;
  readonly log: Logger;
  readonly maxBodyBytes: number;
  readonly maxUploadBytes: number;
  readonly maxBatch: number;
}

/** A request whose calls are refused together, before any of them runs. */
class Refusal extends Error {
  readonly actor: Actor | null;

  constructor(cause: unknown, actor: Actor | null) {
    super('The request was refused.', { cause });
    this.actor = actor;
  }
}

function isForm(request: Request): boolean {
  return /^multipart\/form-data\s*(;|$)/i.test(request.headers.get('content-type') ?? '');
}

/** Who calls and what they send; rejects with a `Refusal`. */
async function admit(
  request: Request,
  { authenticate, maxBodyBytes, maxUploadBytes }: TrpcHandlerOptions,
): Promise<{ actor: Actor; admitted: Request }> {
  const actor = await authenticate(request.headers).catch((cause: unknown) => {
    throw new Refusal(cause, null);
  });
  // Decided from the headers alone: a stranger cannot make the server hold a large body.
  const isUpload = actor.kind !== 'anonymous' && isForm(request);
  const maxBytes = isUpload ? maxUploadBytes : maxBodyBytes;
  const admitted = await limitBody(request, maxBytes).catch((cause: unknown) => {
    const reason = request.signal.aborted ? 'REQUEST_CANCELLED' : 'REQUEST_MALFORMED';
    throw new Refusal(new ShopError(reason, { cause }), actor);
  });
  if (admitted === null) {
    throw new Refusal(new ShopError('REQUEST_TOO_LARGE', { details: { maxBytes } }), actor);
  }
  return { actor, admitted };
}

/**
 * Serves the router with tRPC's fetch adapter: makes the context of the calls and logs each of
 * them once, also those that never reach a procedure.
 */
export function trpcHandler(options: TrpcHandlerOptions) {
  const { services, log, maxBatch } = options;

  return async function trpc(c: Context<AppEnv>): Promise<Response> {
    const startedAt = performance.now();
    const requestId = c.get('requestId');
    const elapsed = () => performance.now() - startedAt;

    const refuse = (failure: unknown, actor: Actor | null): Response => {
      const { reason, response } = errorAnswer(failure, requestId);
      const path = c.req.path.slice(TRPC_ENDPOINT.length + 1);
      const call = { requestId, path, type: 'unknown', actor, error: failure };
      logCall(log, { ...call, code: reason, durationMs: elapsed() });
      return response;
    };

    try {
      const { actor, admitted } = await admit(c.req.raw, options);
      /** Failures that `onCall` has logged: tRPC reports them to `onError` a second time. */
      const logged = new WeakSet<object>();
      let failure: TRPCError | undefined;
      const context: RouterContext = {
        actor,
        requestId,
        services,
        signal: admitted.signal,
        onCall: (call) => {
          if (call.error !== undefined) logged.add(call.error);
          logCall(log, { ...call, actor });
        },
      };
      const response = await fetchRequestHandler({
        endpoint: TRPC_ENDPOINT,
        req: admitted,
        router: appRouter,
        maxBatchSize: maxBatch,
        createContext: () => context,
        onError({ error, path = '', type, ctx }) {
          if (ctx === undefined) {
            failure = error;
          } else if (error.cause === undefined || !logged.has(error.cause)) {
            const { reason } = errorAnswer(error, requestId);
            const call = { requestId, path, type, code: reason, actor, error };
            logCall(log, { ...call, durationMs: elapsed() });
          }
        },
      });
      // tRPC gives neither a content type nor a request id to what it refuses before it has a
      // context: an unreadable URL, a batch that is too large, a content type that it does not take.
      return failure === undefined ? response : refuse(failure, actor);
    } catch (error) {
      if (error instanceof Refusal) return refuse(error.cause, error.actor);
      return refuse(error, null);
    }
  };
}
