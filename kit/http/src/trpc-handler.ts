import { type Actor, ANONYMOUS, isBaseError, type Log } from '@trastienda/base';
import { createTrpcHandler, type TrpcCallbacks } from '@trastienda/hono-trpc';
import type { AnswerCache, ProcedureContext, RunWithin } from '@trastienda/procedures';
import type { AnyTRPCRouter, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import type { Context } from 'hono';
import { type AdmitOptions, admit, presentedBy, Rejection } from './admit.ts';
import { type AppEnv, socketAddressOf } from './app-env.ts';
import { calledPaths, mediaTypeOf, pathBelow, STREAM_TYPE } from './bodies/called-paths.ts';
import { hashBody } from './caching/body-hash.ts';
import { bodyText } from './caching/body-text.ts';
import { type Cacheable, collectTags } from './caching/cacheable.ts';
import { validateAnswer } from './caching/validate-answer.ts';
import { createCallOrigin } from './callers/call-origin.ts';
import type { AddressReader } from './callers/client-address.ts';
import type { SignedAddressReader } from './callers/signed-address.ts';
import { countUncallable } from './count-uncallable.ts';
import { readDeadline } from './deadline-header.ts';
import type { AnswerError } from './error-answer.ts';
import type { ConsumePoints } from './limits/call-limits.ts';
import type { OpenStream, OpenStreams } from './limits/open-streams.ts';
import { logCall } from './logs/call-log.ts';
import { waitOf } from './retry-after.ts';
import { type Credential, credentialOf } from './sessions/identify-caller.ts';
import type { SessionCookie } from './sessions/session-cookie.ts';
import { createSessionTransport } from './sessions/session-transport.ts';

export const TRPC_ENDPOINT = '/trpc';

export interface CallHandlerOptions extends AdmitOptions {
  readonly router: AnyTRPCRouter;
  readonly answerError: AnswerError;
  readonly consume: ConsumePoints;
  readonly runWithin: RunWithin | undefined;
  readonly answers: AnswerCache | undefined;
  readonly log: Log;
  readonly addressOf: AddressReader;
  readonly signedAddressOf: SignedAddressReader;
  /** Aborted once the process is shutting down. */
  readonly closing: AbortSignal | undefined;
}

export interface TrpcHandlerOptions extends CallHandlerOptions {
  readonly maxBatch: number;
  readonly streams: OpenStreams;
}

/** A request that passed all checks before its calls, and what they need. */
export interface RunningRequest {
  readonly request: Request;
  readonly context: ProcedureContext;
  /** Consumes the points of calls that reach no procedure. */
  readonly consumeForUncallable: (calls: number) => Promise<void>;
  /** Logs the failure of a call, unless `onCall` has, and returns its response. */
  readonly onFailure: (failure: unknown, path: string, type: string) => Response;
}

/** What the calls of a request returned. */
interface Outcome {
  readonly answer: Response;
  /** Set when shared caches may store the answer: how, and the hash of its body. */
  readonly cached?: {
    readonly cacheable: Cacheable;
    readonly hash: string | Promise<string>;
  } | null;
}

/** The calls of a request, as its protocol reads them. */
interface RequestedCalls {
  /** Path in the log of a rejected request. */
  readonly path: string;
  /** Procedures that are called, as far as the path says. */
  readonly paths: readonly string[];
  readonly answerError: AnswerError;
  /** Whether a response may be sent before its calls end; not by default. */
  readonly mayStream?: boolean;
  /** Runs the calls; what it throws rejects the request. */
  readonly run: (running: RunningRequest) => Promise<Outcome>;
}

/** Cost of a request that reaches no procedure. */
const NO_PROCEDURE = { path: '', type: 'query', cost: 1, limits: [] } as const;

const EXEMPT = ['RATE_LIMITED', 'DATABASE_UNAVAILABLE'] as const;

/** Returns the answers that a request may have: RFC 9111, section 5.2.1.4, knows those that want fresh ones. */
function answersFor(headers: Headers, answers: AnswerCache | undefined): AnswerCache | undefined {
  const isFresh = headers.get('cache-control')?.includes('no-cache') === true;
  if (answers === undefined || !isFresh) return answers;
  return {
    read: (question, answer, isShared) => answers.read({ ...question, isFresh }, answer, isShared),
  };
}

function setRetryAfter({ headers }: Response, waits: readonly (number | undefined)[]): void {
  const seconds = Math.max(...waits.map((wait) => wait ?? 0));
  if (seconds > 0) headers.set('retry-after', String(seconds));
}

/** Reports an ended session, and deletes its cookie unless a new one replaces it. */
function setSession(answer: Response, request: SessionOfRequest): void {
  const { actor, credential, cookie, sessionHeader, setCookie = null } = request;
  const hasEnded = actor?.kind === 'anonymous' && actor.hasEndedSession === true;
  if (hasEnded) answer.headers.set(sessionHeader, 'ended');
  const line = setCookie ?? (hasEnded && credential === 'cookie' ? cookie.expire() : null);
  if (line !== null) answer.headers.append('set-cookie', line);
}

interface SessionOfRequest {
  /** Null when the caller is unknown. */
  readonly actor: Actor | null;
  readonly credential: Credential;
  readonly cookie: SessionCookie;
  readonly sessionHeader: string;
  /** The `Set-Cookie` of the calls. */
  readonly setCookie?: string | null;
}

/**
 * Creates a handler of calls, which `read` finds in a request. It logs every call once, also those
 * that never reach a procedure. Every request consumes points: in the base procedure for its calls,
 * here for everything else.
 */
export function callHandler(
  options: CallHandlerOptions,
  read: (request: Context<AppEnv>['req']) => RequestedCalls,
) {
  const { consume, log, site, addressOf, signedAddressOf, names } = options;
  const { sessionHeader } = names;

  return async function handleCalls(c: Context<AppEnv>): Promise<Response> {
    const startedAt = performance.now();
    const requestId = c.get('requestId');
    const elapsed = () => performance.now() - startedAt;
    const { path, paths, answerError, mayStream = false, run } = read(c.req);
    const { headers } = c.req.raw;
    const signedAddress = await signedAddressOf(headers);
    const originOf = (actor: Actor) =>
      createCallOrigin({
        actor,
        requestId,
        headers,
        addressOf,
        signedAddress,
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
      const { error, response } = answerError(failure, requestId);
      const { reason: code, definition } = error;
      const call = { requestId, path, type: 'unknown', code, actor, error };
      logCall(log, { ...call, level: definition.logLevel, durationMs: elapsed() });
      const { cookie } = site();
      const credential = credentialOf(presentedBy(headers, cookie));
      setSession(response, { actor, credential, cookie, sessionHeader });
      setRetryAfter(response, [waitOf(error)]);
      return response;
    };

    try {
      const admitted = await admit(c.req.raw, paths, options);
      const { actor, credential, isFromOwnPage, cookie, request } = admitted;
      const origin = originOf(actor);
      let consumptions = 0;
      const consumeForCall: ProcedureContext['consume'] = (call) => {
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
      const session = createSessionTransport({
        headers,
        cookie,
        credential,
        isFromOwnPage,
        names,
        mayStream,
      });
      const waits: (number | undefined)[] = [];
      /** Failures in the log: tRPC reports those of `onCall` and of streams a second time. */
      const logged = new Set<object>();
      const context: ProcedureContext = {
        ...admitted.context,
        actor,
        origin,
        session,
        consume: consumeForCall,
        requestId,
        idempotencyKey: headers.get('idempotency-key') ?? undefined,
        maxDeadlineMs: readDeadline(headers),
        runWithin: options.runWithin,
        answers: answersFor(headers, options.answers),
        onCall: (call) => {
          if (call.error !== undefined) {
            waits.push(waitOf(call.error));
            logged.add(call.error);
          }
          const level = call.error?.definition.logLevel ?? 'info';
          logCall(log, { ...call, level, actor });
        },
      };
      const onFailure: RunningRequest['onFailure'] = (thrown, name, type) => {
        const { error, response } = answerError(thrown, requestId);
        const reported = thrown instanceof Error ? [thrown, thrown.cause] : [];
        if (!reported.some((one) => one instanceof Error && logged.has(one))) {
          if (thrown instanceof Error) logged.add(thrown);
          const { reason: code, definition } = error;
          const call = { requestId, path: name, type, code, level: definition.logLevel, actor };
          logCall(log, { ...call, error: thrown, durationMs: elapsed() });
        }
        return response;
      };
      const running = { request, context, consumeForUncallable, onFailure };
      const outcome = await run(running).catch((cause: unknown) => {
        throw rejection ?? new Rejection(cause, actor);
      });
      if (rejection !== undefined) throw rejection;
      // HEAD requests, and others that tRPC answers without a call.
      if (consumptions === 0) await consumeForUncallable(1);
      const { answer, cached = null } = outcome;
      const setCookie = session.setCookie();
      setSession(answer, { actor, credential, cookie, sessionHeader, setCookie });
      for (const line of admitted.setCookies) answer.headers.append('set-cookie', line);
      setRetryAfter(answer, waits);
      const isAboutSession = answer.headers.has('set-cookie') || answer.headers.has(sessionHeader);
      if (cached === null || isAboutSession || answer.status !== 200) return answer;
      c.set('cacheable', cached.cacheable);
      return validateAnswer(answer, c.req.raw, await cached.hash);
    } catch (error) {
      if (error instanceof Rejection) return refuse(error.cause, error.actor);
      return refuse(error, null);
    }
  };
}

/** Returns a request that also ends with another signal; its body is read as before. */
function withSignal(request: Request, other: AbortSignal): Request {
  const signal = AbortSignal.any([request.signal, other]);
  return new Proxy(request, {
    get(target, name) {
      if (name === 'signal') return signal;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

/** Returns what the calls of a stream run with: they end, and free its place, with the stream. */
function withStream(
  { request, context }: Pick<RunningRequest, 'request' | 'context'>,
  stream: OpenStream,
  closing: AbortSignal | undefined,
): Pick<RunningRequest, 'request' | 'context'> {
  const ended = closing === undefined ? stream.signal : AbortSignal.any([closing, stream.signal]);
  const own = withSignal(request, ended);
  own.signal.addEventListener('abort', () => stream.close(), { once: true });
  return {
    request: own,
    context: {
      ...context,
      onCall(call) {
        if (call.type === 'subscription') stream.close();
        context.onCall(call);
      },
    },
  };
}

/**
 * Creates the handler that serves the router: usual requests on the compiled path of
 * `@trastienda/hono-trpc`, which leaves all others to tRPC's fetch adapter, as streams are here.
 */
export function trpcHandler(options: TrpcHandlerOptions) {
  const { router, answerError, maxBatch, closing, findProcedure, streams } = options;
  const isStream = (path: string) => findProcedure(path)?.type === 'subscription';
  const served = { router, endpoint: TRPC_ENDPOINT, maxBatchSize: maxBatch };
  const answerUsual = createTrpcHandler({
    ...served,
    onFallback: (reason) => options.log.warn({ reason }, 'calls take more CPU time'),
    stringify: bodyText,
  });
  // Until it is prepared, tRPC's fetch adapter answers.
  void answerUsual.prepare();

  return callHandler(options, ({ raw }) => {
    const path = pathBelow(TRPC_ENDPOINT, raw);
    const paths = calledPaths(raw, path) ?? [];
    return {
      path,
      paths,
      answerError,
      mayStream: true,
      async run({ consumeForUncallable, onFailure, ...running }) {
        // A stream ends when its caller leaves or loses access, or the server stops.
        const stream = paths.some(isStream) ? streams.open(running.context.origin) : null;
        const { request, context } =
          stream === null ? running : withStream(running, stream, closing);
        let failure: TRPCError | undefined;
        let cacheableAnswer = (): Cacheable | null => null;
        let hash: string | Promise<string> = '';
        const callbacks: TrpcCallbacks<AnyTRPCRouter> = {
          async createContext({ info }) {
            // The calls as tRPC parsed them: parsing the URL again could miss some.
            const called = info.calls.map((call) => call.path);
            const { method } = request;
            await consumeForUncallable(countUncallable(findProcedure, method, called));
            const isBatch = called.length > 1;
            // A streamed answer has no body to compare, and its calls may still fail.
            const tags = info.accept === null ? collectTags(findProcedure, called) : null;
            if (tags === null) return { ...context, isBatch };
            cacheableAnswer = tags.collected;
            return { ...context, isBatch, onTags: tags.onTags };
          },
          responseMeta({ data, errors, info }) {
            if (errors.length === 0 && cacheableAnswer() !== null) {
              hash = hashBody(info?.isBatchCall === true ? data : data[0]);
            }
            return {};
          },
          onError({ error, path: called = '', type, ctx }) {
            if (ctx === undefined) failure = error;
            else onFailure(error, called, type);
          },
        };
        const answer = await (stream === null
          ? answerUsual(request, callbacks)
          : fetchRequestHandler({
              ...served,
              ...callbacks,
              req: request,
              // The input of a stream may be too long for a URL.
              allowMethodOverride: paths.every(isStream),
            }));
        if (mediaTypeOf(answer) !== STREAM_TYPE) stream?.close();
        // tRPC sets neither a content type nor a request id on requests that it rejects before it
        // has a context: an unreadable URL, a batch that is too large, an unsupported content type.
        if (failure !== undefined) throw failure;
        const cacheable = cacheableAnswer();
        return { answer, cached: cacheable && { cacheable, hash } };
      },
    };
  });
}
