import type { AnyTRPCRouter } from '@trpc/server';
import type { ClientCall } from '../client-call.ts';
import { FakeFailure, fail } from './fake-failure.ts';
import type { FakeHandlers } from './fake-handlers.ts';

/** A `fetch` that answers calls of tRPC itself. */
export interface FakeFetch {
  (url: string | URL, init?: RequestInit): Promise<Response>;
  /** All calls so far, in the order of their arrival. */
  readonly calls: readonly ClientCall[];
}

type UntypedHandler = { call(input: unknown): unknown }['call'];

interface FakeRequest {
  readonly calls: readonly ClientCall[];
  readonly isBatch: boolean;
}

function inputIn(url: URL, { body }: RequestInit): unknown {
  if (body instanceof FormData) return body;
  const text = typeof body === 'string' ? body : url.searchParams.get('input');
  return text === null ? undefined : JSON.parse(text);
}

/** Reads the calls of a request: one, or those of a batch, whose inputs have numbers. */
function readRequest(url: URL, init: RequestInit): FakeRequest {
  const isBatch = url.searchParams.has('batch');
  const type = init.method?.toUpperCase() === 'POST' ? 'mutation' : 'query';
  const name = decodeURIComponent(url.pathname.split('/').at(-1) ?? '');
  const input = inputIn(url, init);
  if (!isBatch) return { isBatch, calls: [{ path: name, type, input }] };
  const inputs: Readonly<Record<string, unknown>> = { ...Object(input) };
  const calls = name
    .split(',')
    .map((path, index) => ({ path, type, input: inputs[index] }) as const);
  return { isBatch, calls };
}

/**
 * Creates a `fetch` for tests of frontends, which answers the calls of a client without a server:
 * each handler returns the output of its procedure, or `fail(…)`. It answers in tRPC's HTTP format,
 * batches included, so that links, retries and errors are those of the real client. A handler that
 * throws is a lost connection. Subscriptions are not answered.
 *
 * @example
 * const fetch = createFakeFetch<AppRouter>({
 *   'notes.list': () => ({ items: [note], nextCursor: null }),
 *   'notes.get': ({ id }) => (id === note.id ? note : fail('NOTE_NOT_FOUND', { id })),
 * });
 * const client = createClient<AppRouter>({ url: 'http://server.test', fetch });
 */
export function createFakeFetch<Router extends AnyTRPCRouter>(
  handlers: FakeHandlers<Router>,
): FakeFetch {
  const byPath: Readonly<Record<string, UntypedHandler | undefined>> = { ...handlers };
  const calls: ClientCall[] = [];

  async function answer({ path, input }: ClientCall) {
    const handler = Object.hasOwn(byPath, path) ? byPath[path] : undefined;
    const message = `The fake server has no handler for ${path}.`;
    const result = handler ? await handler(input) : fail('PROCEDURE_NOT_FOUND', {}, { message });
    if (!(result instanceof FakeFailure))
      return { status: 200, body: { result: { data: result } } };
    return { status: result.httpStatus, body: { error: result.toErrorShape(path) } };
  }

  async function fakeFetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
    init.signal?.throwIfAborted();
    const request = readRequest(new URL(url, 'http://localhost'), init);
    calls.push(...request.calls);
    const answers = await Promise.all(request.calls.map(answer));
    init.signal?.throwIfAborted();
    const bodies = answers.map(({ body }) => body);
    const [status = 200, ...others] = new Set(answers.map((each) => each.status));
    return Response.json(request.isBatch ? bodies : bodies[0], {
      status: others.length === 0 ? status : 207,
    });
  }
  return Object.assign(fakeFetch, { calls });
}
