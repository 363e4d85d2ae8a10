import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Client } from '@trastienda/shop-client';
import type { Random } from '@trastienda/testing';
import { Webhook } from 'standardwebhooks';

/** A receiver of webhooks that fails now and then. */
export interface FlakyReceiver {
  /** Ids of the received events, each once per `webhook-id`. */
  readonly eventIds: readonly string[];
  /** Requests that were no webhook of the shop. */
  readonly rejected: readonly string[];
  /** Fails no more, so that the shop comes to an end. */
  recover(): void;
  stop(): Promise<void>;
}

interface Payload {
  readonly data: { readonly id: string };
}

/** Part of the requests that are answered with 503, and of those that get no answer. */
const FAILING = 0.1;
const SILENT = 0.02;

/** Starts a receiver and registers it with the shop, for all events. */
export async function startFlakyReceiver(staff: Client, random: Random): Promise<FlakyReceiver> {
  const seen = new Map<string, string>();
  const rejected: string[] = [];
  let library: Webhook | null = null;
  let isFlaky = true;

  async function receive(request: IncomingMessage): Promise<number> {
    const body = await text(request);
    try {
      if (library === null) throw new Error('The endpoint is not registered yet.');
      const headers = request.headers as Record<string, string>;
      const { data } = library.verify(body, headers) as Payload;
      // A receiver that fails after its work: the shop sends the same again.
      seen.set(headers['webhook-id'] ?? '', data.id);
      return isFlaky && random() < FAILING ? 503 : 204;
    } catch (error) {
      rejected.push(String(error));
      return 400;
    }
  }

  const server = createServer(async (request, response) => {
    const status = await receive(request);
    if (isFlaky && random() < SILENT) request.socket.destroy();
    else response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const { secret } = await staff.admin.webhooks.create.mutate({
    ...{ url: `http://127.0.0.1:${port}/`, description: 'Crash test', eventTypes: null },
  });
  library = new Webhook(secret);
  return {
    get eventIds() {
      return [...seen.values()];
    },
    rejected,
    recover() {
      isFlaky = false;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
