import { type AnyTRPCRouter, initTRPC, TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { createFastPath } from '../fast-path.ts';
import type { ServeCallbacks } from '../options.ts';

const ENDPOINT = '/trpc';
const ORIGIN = 'http://rehearsal.invalid';

type Observe = (what: string, ...details: readonly unknown[]) => void;

/** Creates a router with one of everything that the fast path does by itself. */
function createRouter(observe: Observe) {
  const t = initTRPC.create({ isServer: true, allowOutsideOfServer: true, isDev: false });
  const parse = (value: unknown): { readonly value: number } => {
    if (typeof value !== 'object' || value === null || !('value' in value)) {
      throw new Error('value is required');
    }
    return { value: Number(value.value) };
  };
  const observed = t.procedure.use(async (options) => {
    observe('middleware', Object.keys(options), options.path, options.type, options.batchIndex);
    const result = await options.next({ ctx: { level: 1 } });
    observe('result', Object.keys(result), result.ok);
    return result;
  });
  const called = observed
    .input(parse)
    .use((options) => {
      observe('inner middleware', Object.keys(options), options.input);
      return options.next();
    })
    .output(parse);
  return t.router({
    bare: t.procedure.query((options) => {
      observe('resolver', Object.keys(options));
      return 'bare';
    }),
    double: called.query(({ input, ctx }) => ({ value: input.value * 2, level: ctx.level })),
    store: called.mutation(({ input }) => input),
    fail: observed.query(() => {
      throw new TRPCError({ code: 'CONFLICT', message: 'fails' });
    }),
    spoil: observed.input(parse).query(({ input }) => BigInt(input.value)),
    stream: t.procedure.query(async function* () {
      yield 1;
    }),
  });
}

const query = (path: string, search = '') =>
  new Request(`${ORIGIN}${ENDPOINT}/${path}${search && `?${search}`}`);
const input = (value: unknown) => `input=${encodeURIComponent(JSON.stringify(value))}`;
const post = (path: string, body: string) =>
  new Request(`${ORIGIN}${ENDPOINT}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });

const REQUESTS: readonly (() => Request)[] = [
  () => query('bare'),
  () => query('double', input({ value: 4 })),
  () => query('double', 'input={'),
  () => query('double', input({ other: 4 })),
  () => query('fail'),
  () => query('spoil', input({ value: 4 })),
  () => query('stream'),
  () => post('store', '{"value":3}'),
  () => post('store', ''),
  () => query('double,fail,stream', `batch=1&${input({ 0: { value: 1 } })}`),
  () => query('bare,bare', 'batch=1'),
];

type Serve = (
  router: AnyTRPCRouter,
  request: Request,
  callbacks: ServeCallbacks,
) => Promise<Response> | null;

/** Serves a request, and returns everything that a client and the application see of it. */
async function observeRequest(request: Request, serve: Serve): Promise<string> {
  const seen: unknown[] = [];
  const observe: Observe = (...what) => seen.push(what);
  const response = await serve(createRouter(observe), request, {
    createContext(options) {
      observe('createContext', Object.keys(options), Object.keys(options.info));
      options.resHeaders.append('x-rehearsal', 'context');
      return {};
    },
    responseMeta(options) {
      observe('responseMeta', Object.keys(options), options.data, options.errors.length);
      return { headers: new Headers({ 'x-rehearsal': 'meta' }) };
    },
    onError({ error, ...rest }) {
      observe('onError', error.code, error.message, Object.keys(rest), rest.path, rest.input);
    },
  });
  if (response === null) return 'was not served';
  const answer = [response.status, [...response.headers], await response.text()];
  return JSON.stringify([seen, answer], (_key, value) =>
    typeof value === 'bigint' ? `${value}n` : value,
  );
}

const serveFast: Serve = (router, request, callbacks) =>
  createFastPath({ router, onUncompiled: () => {} })(request, ENDPOINT, callbacks);

const serveOfficial: Serve = (router, request, callbacks) =>
  fetchRequestHandler({ ...callbacks, router, endpoint: ENDPOINT, req: request });

async function rehearse(): Promise<string | null> {
  for (const create of REQUESTS) {
    const [ours, theirs] = await Promise.all([
      observeRequest(create(), serveFast),
      observeRequest(create(), serveOfficial),
    ]);
    if (ours !== theirs) {
      const { method, url } = create();
      return `this @trpc/server answers ${method} ${url.slice(ORIGIN.length)} differently`;
    }
  }
  return null;
}

let rehearsal: Promise<string | null> | undefined;

/**
 * Compares the fast path with the official adapter on a few requests, once per process: npm may have
 * installed a tRPC that is newer than this package. Resolves to what differs, or null.
 */
export function rehearseOnce(): Promise<string | null> {
  rehearsal ??= rehearse().catch(
    (cause: unknown) => `the comparison with tRPC's own adapter failed (${String(cause)})`,
  );
  return rehearsal;
}
