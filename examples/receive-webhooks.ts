import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Client } from '@trastienda/shop-client';
import type { CreateWebhookEndpointInput, WebhookPayload } from '@trastienda/shop-contract';
import { Webhook } from 'standardwebhooks';

/** More than the body of any event. */
const MAX_BODY_BYTES = 256 * 1024;

/** A receiver that is registered with the shop. */
export interface WebhookReceiver {
  readonly url: string;
  /** The verified webhooks about events, each once, in the order of their arrival. */
  readonly received: readonly WebhookPayload[];
  /** Resolves once a webhook of this kind has been received; false when it is not in time. */
  waitFor(isIt: (webhook: WebhookPayload) => boolean, withinMs?: number): Promise<boolean>;
  /** Deletes the endpoint from the shop, and stops. */
  close(): Promise<void>;
}

export interface ReceiverOptions extends Partial<Pick<CreateWebhookEndpointInput, 'eventTypes'>> {
  /** A client that may manage webhooks. */
  readonly staff: Client;
  /** 0 picks a free port. */
  readonly port?: number;
  /** Called with each verified webhook, once. */
  readonly onWebhook?: (webhook: WebhookPayload) => void;
  /** Called with the reason when a request is no webhook of the shop. */
  readonly onRejected?: (reason: string) => void;
}

async function readBody(request: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/**
 * Starts a receiver of webhooks on this machine, and registers it with the shop. It verifies the
 * signature over the raw body, answers at once, and ignores what it has had before. A real receiver
 * stores the ids in the transaction of what it does with the event.
 */
export async function receiveWebhooks(options: ReceiverOptions): Promise<WebhookReceiver> {
  const { staff, eventTypes, port = 0, onWebhook, onRejected } = options;
  const received: WebhookPayload[] = [];
  const seen = new Set<string>();
  const listeners = new Set<() => void>();
  let library: Webhook | null = null;

  function accept(body: string, headers: Record<string, string>): void {
    if (library === null) throw new Error('The endpoint is not registered yet.');
    // The library throws unless the signature is right and not older than five minutes.
    const payload = library.verify(body, headers) as
      | WebhookPayload
      | { readonly type: 'webhook.test' };
    const id = headers['webhook-id'] ?? '';
    if (payload.type === 'webhook.test' || seen.has(id)) return;
    seen.add(id);
    received.push(payload);
    onWebhook?.(payload);
    for (const listener of listeners) listener();
  }

  const server = createServer(async (request, response) => {
    const body = request.method === 'POST' ? await readBody(request) : null;
    if (body === null) return void response.writeHead(request.method === 'POST' ? 413 : 405).end();
    try {
      accept(body, request.headers as Record<string, string>);
      response.writeHead(204).end();
    } catch (error) {
      onRejected?.(error instanceof Error ? error.message : String(error));
      response.writeHead(400).end();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    const { endpoint, secret } = await staff.admin.webhooks.create.mutate({
      url,
      description: 'Example receiver',
      eventTypes: eventTypes ?? null,
    });
    library = new Webhook(secret);
    return {
      url,
      received,
      waitFor: (isIt, withinMs = 10_000) =>
        new Promise((resolve) => {
          const look = () => {
            if (received.some(isIt)) end(true);
          };
          const timer = setTimeout(() => end(false), withinMs);
          const end = (isReceived: boolean) => {
            clearTimeout(timer);
            listeners.delete(look);
            resolve(isReceived);
          };
          listeners.add(look);
          look();
        }),
      async close() {
        await staff.admin.webhooks.delete.mutate({ id: endpoint.id });
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
