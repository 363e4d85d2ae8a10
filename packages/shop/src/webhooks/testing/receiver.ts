import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a receiver got. */
export interface ReceivedRequest {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers a request; by default with 204. */
export type Answer = (response: ServerResponse, request: ReceivedRequest) => void;

/** A receiver of webhooks on this machine. */
export interface TestReceiver {
  readonly url: string;
  readonly port: number;
  readonly requests: readonly ReceivedRequest[];
  /** Replaces the answer to later requests. */
  answerWith(answer: Answer): void;
  close(): Promise<void>;
}

export const accept: Answer = (response) => void response.writeHead(204).end();

/** Starts a receiver on a free port. */
export async function startReceiver(
  first: Answer = accept,
  host = '127.0.0.1',
): Promise<TestReceiver> {
  const requests: ReceivedRequest[] = [];
  let answer = first;
  const server: Server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method, url: path, headers } = request;
    const received = { method, path, headers, body };
    requests.push(received);
    answer(response, received);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}/hook`,
    port,
    requests,
    answerWith(next) {
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
