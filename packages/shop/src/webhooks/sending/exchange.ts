import http, { type IncomingMessage } from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { WebhookFailure } from '@trastienda/shop-contract';
import { hostOf } from './url-problem.ts';

/** A request as it goes over the wire. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** An answer, of which only the beginning was read. */
export interface ReceivedAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly beginning: Buffer;
}

/** Failure of an exchange, with the kind that attempts report. */
export class ExchangeError extends Error {
  override readonly name = 'ExchangeError';
  readonly failure: WebhookFailure;
  /** True when there was no connection: nothing was sent, and another address may be tried. */
  readonly isUnsent: boolean;

  constructor(failure: WebhookFailure, cause: unknown, isUnsent = false) {
    super(`The webhook could not be sent: ${failure}.`, { cause });
    this.failure = failure;
    this.isUnsent = isUnsent;
  }
}

export interface ExchangeOptions {
  /** How long to wait for a connection before another address is tried. */
  readonly connectMs: number;
  readonly maxAnswerBytes: number;
  /** Bounds the whole exchange. */
  readonly signal: AbortSignal;
}

async function readBeginning(answer: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // Leaving the loop destroys the answer, and with it the connection.
  for await (const chunk of answer) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

/**
 * Posts a webhook to one address of its host, over a connection that no other request uses, and
 * without any proxy. The connection goes to the address, not to the name: a name that has other
 * addresses by now makes no difference. TLS and the header `host` have the name.
 *
 * @throws {ExchangeError}
 */
export async function exchange(
  { url: text, headers, body }: WebhookRequest,
  address: string,
  { connectMs, maxAnswerBytes, signal }: ExchangeOptions,
): Promise<ReceivedAnswer> {
  const url = new URL(text);
  const host = hostOf(url);
  const isSecure = url.protocol === 'https:';
  const client = isSecure ? https : http;
  let stage: 'connecting' | 'securing' | 'sent' = 'connecting';
  const failureOf = (error: unknown): ExchangeError => {
    if (signal.aborted) return new ExchangeError('timeout', error);
    const isUnsent = stage === 'connecting';
    return new ExchangeError(stage === 'securing' ? 'tls' : 'connection', error, isUnsent);
  };
  try {
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      const request = client.request({
        agent: new client.Agent({ keepAlive: false }),
        ...{ host: address, path: `${url.pathname}${url.search}`, method: 'POST', signal },
        ...(url.port !== '' && { port: url.port }),
        ...(isSecure && isIP(host) === 0 && { servername: host }),
        headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body) },
      });
      request.on('socket', (socket) => {
        // Not on runtimes without such sockets, where the signal alone bounds the request.
        if (!socket.connecting) return;
        const timer = setTimeout(() => request.destroy(new Error('No connection.')), connectMs);
        socket.once('close', () => clearTimeout(timer));
        socket.once('connect', () => {
          clearTimeout(timer);
          stage = isSecure ? 'securing' : 'sent';
        });
        socket.once('secureConnect', () => {
          stage = 'sent';
        });
      });
      request.once('error', reject);
      request.once('response', resolve);
      // A receiver that switches protocols ends it without an answer or an error.
      request.once('close', () => reject(new Error('No answer.')));
      request.end(body);
    });
    const retryAfter = answer.headers['retry-after'] ?? null;
    const beginning = await readBeginning(answer, maxAnswerBytes);
    return { status: answer.statusCode ?? 0, retryAfter, beginning };
  } catch (error) {
    throw failureOf(error);
  }
}
