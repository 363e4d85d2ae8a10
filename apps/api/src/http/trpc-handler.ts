import { ANONYMOUS, AppError, isBaseError } from '@trastienda/base';
import type { Actor } from '@trastienda/shop-contract';
import { appRouter, type RouterContext, type Services } from '@trastienda/shop-router';
import type { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Context } from 'hono';
import type { Logger } from 'pino';
import { type AdmitOptions, admit, presentedBy, Rejection } from './admit.ts';
import { type AppEnv, socketAddressOf } from './app-env.ts';
import type { ConsumePoints } from './call-limits.ts';
import { logCall } from './call-log.ts';
import { createCallOrigin } from './call-origin.ts';
import { calledPaths, pathBelow } from './called-paths.ts';
import { createAddressReader } from './client-address.ts';
import { countUncallable } from './count-uncallable.ts';
import { errorAnswer } from './error-answer.ts';
import { type Credential, credentialOf } from './identify-caller.ts';
import type { SessionCookie } from './session-cookie.ts';
import { createSessionTransport, SESSION_HEADER } from './session-transport.ts';

export const TRPC_ENDPOINT = '/trpc';

export interface TrpcHandlerOptions extends AdmitOptions {
  readonly services: Services;
  readonly consume: ConsumePoints;
  readonly log: Logger;
  readonly maxBatch: number;
  /** CIDRs of the proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
}

/** Cost of a request that reaches no procedure. */
const NO_PROCEDURE = { path: '', type: 'query', cost: 1, limits: [] } as const;

const EXEMPT = ['RATE_LIMITED', 'DATABASE_UNAVAILABLE'] as const;

function waitOf(error: unknown): number | undefined {
  if (!(error instanceof AppError)) return undefined;
  const { retryAfterSeconds } = error.details;
  return typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined;
}

function setRetryAfter({ headers }: Response, waits: readonly (number | undefined)[]): void {
  const seconds = Math.max(...waits.map((wait) => wait ?? 0));
  if (seconds > 0) headers.set('retry-after', String(seconds));
}

/** Reports an ended session, and deletes its cookie unless a new one replaces it. */
function setSession(answer: Response, request: SessionOfRequest): void {
  const { actor, credential, cookie, setCookie = null } = request;
  const hasEnded = actor?.kind === 'anonymous' && actor.hasEndedSession === true;
  if (hasEnded) answer.headers.set(SESSION_HEADER, 'ended');
  const line = setCookie ?? (hasEnded && credential === 'cookie' ? cookie.expire() : null);
  if (line !== null) answer.headers.append('set-cookie', line);
}

interface SessionOfRequest {
  /** Null when the caller is unknown. */
  readonly actor: Actor | null;
  readonly credential: Credential;
  readonly cookie: SessionCookie;
  /** The `Set-Cookie` of the calls. */
  readonly setCookie?: string | null;
}

/**
 * Creates the handler that serves the router with tRPC's fetch adapter. It logs every call once,
 * also those that never reach a procedure. Every request consumes points: in the base procedure for
 * its calls, here for everything else.
 */
export function trpcHandler(options: TrpcHandlerOptions) {
  const { services, consume, log, maxBatch, site } = options;
  const addressOf = createAddressReader(options.trustedProxies);

  return async function trpc(c: Context<AppEnv>): Promise<Response> {
    const startedAt = performance.now();
    const requestId = c.get('requestId');
    const elapsed = () => performance.now() - startedAt;
    const path = pathBelow(TRPC_ENDPOINT, c.req.raw);
    const { headers } = c.req.raw;
    const originOf = (actor: Actor) =>
      createCallOrigin({
        ...{ actor, requestId, headers, addressOf },
        socketAddress: socketAddressOf(c),
      });

    /**
     * Consumes the points of a rejected request and returns its error; RATE_LIMITED takes
     * precedence.
     */
    const consumeForRefused = async (failure: unknown, actor: Actor | null): Promise<unknown> => {
      // Consumed already, or exempt.
      if (isBaseError(failure, EXEMPT)) return failure;
      return consume(NO_PROCEDURE, originOf(actor ?? ANONYMOUS)).then(
        () => failure,
        (limit: unknown) => (isBaseError(limit, 'RATE_LIMITED') ? limit : failure),
      );
    };

    const refuse = async (refused: unknown, actor: Actor | null): Promise<Response> => {
      const failure = await consumeForRefused(refused, actor);
      const { reason, response } = errorAnswer(failure, requestId);
      const call = { requestId, path, type: 'unknown', actor, error: failure };
      logCall(log, { ...call, code: reason, durationMs: elapsed() });
      const { cookie } = site();
      const credential = credentialOf(presentedBy(headers, cookie));
      setSession(response, { actor, credential, cookie });
      setRetryAfter(response, [waitOf(failure)]);
      return response;
    };

    try {
      const admitted = await admit(c.req.raw, calledPaths(c.req.raw, path) ?? [], options);
      const { actor, guest, credential, isFromOwnPage, cookie, request } = admitted;
      const origin = originOf(actor);
      let consumptions = 0;
      const consumeForCall: RouterContext['consume'] = (call) => {
        consumptions += 1;
        return consume(call, origin);
      };
      let rejection: Rejection | undefined;
      const consumeForUncallable = async (calls: number): Promise<void> => {
        try {
          for (let call = 0; call < calls; call += 1) await consumeForCall(NO_PROCEDURE);
        } catch (cause) {
          rejection = new Rejection(cause, actor);
          throw rejection;
        }
      };
      const session = createSessionTransport({ headers, cookie, credential, isFromOwnPage });
      const waits: (number | undefined)[] = [];
      /** Failures that `onCall` has logged: tRPC reports them to `onError` a second time. */
      const logged = new WeakSet<object>();
      let failure: TRPCError | undefined;
      const context: RouterContext = {
        actor,
        guest,
        origin,
        session,
        consume: consumeForCall,
        requestId,
        services,
        signal: request.signal,
        onCall: (call) => {
          waits.push(waitOf(call.error));
          if (call.error !== undefined) logged.add(call.error);
          logCall(log, { ...call, actor });
        },
      };
      const answer = await fetchRequestHandler({
        endpoint: TRPC_ENDPOINT,
        req: request,
        router: appRouter,
        maxBatchSize: maxBatch,
        async createContext({ info }) {
          // The calls as tRPC parsed them: parsing the URL again could miss some.
          const paths = info.calls.map((call) => call.path);
          await consumeForUncallable(countUncallable(request.method, paths));
          return context;
        },
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
      if (rejection !== undefined) throw rejection;
      // tRPC sets neither a content type nor a request id on requests that it rejects before it has
      // a context: an unreadable URL, a batch that is too large, an unsupported content type.
      if (failure !== undefined) throw new Rejection(failure, actor);
      // HEAD requests, and others that tRPC answers without a call.
      if (consumptions === 0) await consumeForUncallable(1);
      setSession(answer, { actor, credential, cookie, setCookie: session.setCookie() });
      setRetryAfter(answer, waits);
      return answer;
    } catch (error) {
      if (error instanceof Rejection) return refuse(error.cause, error.actor);
      return refuse(error, null);
    }
  };
}
