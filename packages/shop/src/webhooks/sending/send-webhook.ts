import { isIP } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { WebhookFailure } from '@trastienda/shop-contract';
import { answerText } from './answer-text.ts';
import { ExchangeError, exchange, type ReceivedAnswer, type WebhookRequest } from './exchange.ts';
import { isAllowedAddress, type LocalAddresses } from './is-allowed-address.ts';
import { createResolveHost, type ResolveHost } from './resolve-host.ts';
import { hostOf, urlProblem } from './url-problem.ts';

/** Result of a request to an endpoint. */
export interface WebhookResult {
  /** Null for a success: a status from 200 to 299. */
  readonly failure: WebhookFailure | null;
  readonly status: number | null;
  /** Beginning of the answer as text. */
  readonly answer: string | null;
  /** The header `retry-after`. */
  readonly retryAfter: string | null;
  readonly durationMs: number;
}

/** Sends one request. Never rejects: a failure is a result. */
export type SendWebhook = (request: WebhookRequest, signal: AbortSignal) => Promise<WebhookResult>;

export interface SendWebhookOptions {
  readonly local: LocalAddresses;
  readonly resolveHost?: ResolveHost;
  /** Time for the whole exchange, from the lookup of the name to the answer. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 15_000;
const CONNECT_MS = 4000;
const MAX_ANSWER_BYTES = 4096;

function failureOf(status: number): WebhookFailure | null {
  if (status >= 200 && status < 300) return null;
  // Redirects are not followed: they could lead anywhere.
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}

/** Rejects with the reason of the signal when it is aborted first. */
function orAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(new ExchangeError('timeout', signal.reason));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/**
 * Creates the function that sends webhooks. A name is resolved once per request, and only connected
 * to when every address of it is allowed: a name whose addresses change between check and connection
 * (DNS rebinding) gains nothing.
 */
export function createSendWebhook(options: SendWebhookOptions): SendWebhook {
  const { local, resolveHost = createResolveHost(local), timeoutMs = TIMEOUT_MS } = options;

  async function addressesOf(url: URL, signal: AbortSignal): Promise<readonly string[]> {
    if (urlProblem(url, local) !== null) throw new ExchangeError('refused', null);
    const host = hostOf(url);
    if (isIP(host) !== 0) return [host];
    const lookup = resolveHost(host).catch((error) => {
      throw new ExchangeError('name', error);
    });
    const addresses = await orAborted(lookup, signal);
    if (addresses.length === 0) throw new ExchangeError('name', null);
    const isAllowed = addresses.every((address) => isAllowedAddress(address, local));
    if (!isAllowed) throw new ExchangeError('refused', null);
    return addresses;
  }

  async function post(request: WebhookRequest, signal: AbortSignal): Promise<ReceivedAnswer> {
    const addresses = await addressesOf(new URL(request.url), signal);
    let failure = new ExchangeError('connection', null);
    for (const address of addresses) {
      try {
        const limits = { connectMs: CONNECT_MS, maxAnswerBytes: MAX_ANSWER_BYTES, signal };
        return await exchange(request, address, limits);
      } catch (error) {
        if (!(error instanceof ExchangeError) || !error.isUnsent) throw error;
        failure = error;
      }
    }
    throw failure;
  }

  return async (request, signal) => {
    const startedAt = performance.now();
    const lifetime = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
    const end = () => ({ durationMs: Math.round(performance.now() - startedAt) });
    try {
      const { status, retryAfter, beginning } = await post(request, lifetime);
      return {
        failure: failureOf(status),
        status,
        answer: answerText(beginning),
        retryAfter,
        ...end(),
      };
    } catch (error) {
      const failure = error instanceof ExchangeError ? error.failure : 'connection';
      return { failure, status: null, answer: null, retryAfter: null, ...end() };
    }
  };
}
