import { createServer, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { createFakeIntents } from './fake-intents.ts';
import {
  type ErrorShape,
  intentShape,
  listShape,
  refundShape,
  type StoredIntent,
  stripeError,
} from './stripe-shapes.ts';

/** Small, so that lists have several pages. */
const PAGE = 2;

interface Call {
  readonly method: string;
  readonly path: string;
  readonly form: URLSearchParams;
  readonly idempotencyKey: string | undefined;
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

const isErrorShape = (thrown: unknown): thrown is ErrorShape =>
  typeof thrown === 'object' && thrown !== null && 'status' in thrown && 'error' in thrown;

const isExpanded = (form: URLSearchParams): boolean =>
  [...form.values()].some((value) => value.endsWith('latest_charge.refunds'));

function answerOf(work: () => object): Answer {
  try {
    return { status: 200, body: work() };
  } catch (thrown) {
    if (!isErrorShape(thrown)) throw thrown;
    return { status: thrown.status, body: { error: thrown.error } };
  }
}

function pageOf(items: readonly StoredIntent[], form: URLSearchParams) {
  const after = form.get('starting_after');
  const start = after === null ? 0 : items.findIndex(({ id }) => id === after) + 1;
  const page = items.slice(start, start + PAGE);
  return { page, hasMore: start + PAGE < items.length };
}

/**
 * Starts a fake of the part of Stripe's API that the provider uses, over HTTP: shapes, states,
 * errors, idempotency keys and pages as in its reference.
 */
export async function startFakeStripe() {
  const intents = createFakeIntents();
  const replies = new Map<string, { readonly asked: string; readonly answer: Answer }>();
  const calls: Call[] = [];
  const failures: (ErrorShape | 'hang-up')[] = [];

  function serveIntent(
    method: string,
    id: string,
    step: string | undefined,
    form: URLSearchParams,
  ) {
    const intent = intents.get(id);
    if (method === 'POST' && step === 'capture') intents.capture(intent);
    if (method === 'POST' && step === 'cancel') intents.cancel(intent);
    return intentShape(intent, isExpanded(form));
  }

  function createIntent(form: URLSearchParams) {
    const intent = intents.create(form);
    const shape = intentShape(intent, isExpanded(form));
    if (intent.lastPaymentError === null) return shape;
    const status = intent.lastPaymentError.type === 'card_error' ? 402 : 400;
    throw { status, error: { ...intent.lastPaymentError, payment_intent: shape } };
  }

  function listIntents(form: URLSearchParams) {
    const [from, until] = [Number(form.get('created[gte]')), Number(form.get('created[lt]'))];
    const inSpan = intents.all().filter(({ created }) => created >= from && created < until);
    const { page, hasMore } = pageOf(inSpan, form);
    const shapes = page.map((intent) => intentShape(intent, isExpanded(form)));
    return listShape('/v1/payment_intents', shapes, hasMore);
  }

  function serve({ method, path, form }: Call): object {
    const [, collection, id, step] = /^\/v1\/(\w+)(?:\/(\w+))?(?:\/(\w+))?$/.exec(path) ?? [];
    if (collection === 'payment_intents') {
      if (id !== undefined) return serveIntent(method, id, step, form);
      return method === 'POST' ? createIntent(form) : listIntents(form);
    }
    if (collection === 'refunds') {
      if (method === 'POST') {
        const { intent, refund } = intents.refund(form);
        return refundShape(intent, refund);
      }
      const intent = intents.get(form.get('payment_intent') ?? '');
      const all = intent.refunds.toReversed().map((refund) => refundShape(intent, refund));
      return listShape('/v1/refunds', all, false);
    }
    throw stripeError(404, 'invalid_request_error');
  }

  /** Replays the first response of an idempotency key, including errors. */
  function serveOnce(call: Call): Answer {
    const { idempotencyKey, method, path, form } = call;
    if (method !== 'POST' || idempotencyKey === undefined) return answerOf(() => serve(call));
    const asked = `${path}?${form}`;
    const earlier = replies.get(idempotencyKey);
    if (earlier !== undefined && earlier.asked !== asked) {
      return answerOf(() => {
        throw stripeError(400, 'idempotency_error');
      });
    }
    const answer = earlier?.answer ?? answerOf(() => serve(call));
    replies.set(idempotencyKey, { asked, answer });
    return answer;
  }

  async function callOf(request: IncomingMessage): Promise<Call> {
    const { pathname, search } = new URL(request.url ?? '/', 'http://localhost');
    const body = await text(request);
    const key = request.headers['idempotency-key'];
    return {
      method: request.method ?? '',
      path: pathname,
      form: new URLSearchParams(body === '' ? search : body),
      idempotencyKey: typeof key === 'string' ? key : undefined,
    };
  }

  const server = createServer(async (request, response) => {
    const call = await callOf(request);
    calls.push(call);
    const failure = failures.shift();
    if (failure === 'hang-up') {
      request.socket.destroy();
      return;
    }
    const { status, body } =
      failure === undefined ? serveOnce(call) : { status: failure.status, body: failure };
    response.writeHead(status, { 'content-type': 'application/json', 'request-id': 'req_1' });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string')
    throw new Error('The fake server has no address.');

  return {
    intents,
    calls,
    /** Stripe forgets keys after a day. */
    forgetKeys: () => replies.clear(),
    failNext: (failure: ErrorShape | 'hang-up') => void failures.push(failure),
    api: { host: '127.0.0.1', port: address.port, protocol: 'http', maxNetworkRetries: 0 } as const,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
