import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A server whose answers a test decides. */
export interface TestOrigin {
  readonly url: string;
  /** Requests so far, in order. */
  readonly requests: IncomingMessage[];
  /** Replaces the answer to all requests. */
  answer(next: Answer): void;
  /** Resolves with the next request. */
  nextRequest(): Promise<IncomingMessage>;
  stop(): Promise<void>;
}

/** Headers of an answer that shared caches may store for a minute. */
export const CACHEABLE = {
  'content-type': 'application/json',
  'cache-control': 'public, max-age=0, must-revalidate',
  'cdn-cache-control': 'max-age=60',
  'cache-tag': 'products',
  etag: '"one"',
};

/** Returns an answer with a JSON body. */
export function json(
  body: unknown,
  headers: Readonly<Record<string, string | string[]>> = {},
  status = 200,
): Answer {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify(body));
  };
}

/** Starts a server on a free port. */
export async function startOrigin(): Promise<TestOrigin> {
  const requests: IncomingMessage[] = [];
  let answer: Answer = json({});
  const server = createServer((request, response) => {
    requests.push(request);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    answer(next) {
      answer = next;
    },
    async nextRequest() {
      const [request]: IncomingMessage[] = await once(server, 'request');
      if (request === undefined) throw new Error('There was no request.');
      return request;
    },
    async stop() {
      server.closeAllConnections();
      if (!server.listening) return;
      server.close();
      await once(server, 'close');
    },
  };
}
