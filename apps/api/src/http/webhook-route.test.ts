import { type CallOrigin, ShopError } from '@trastienda/contract';
import type { WebhookService } from '@trastienda/shop';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startTestServer, type TestServer } from '../testing/start-test-server.ts';

interface Received {
  readonly body: string;
  readonly signature: string | undefined;
  readonly origin: CallOrigin;
}

let received: Received[];
let failure: unknown;
let backRoom: TestServer;
beforeEach(async () => {
  received = [];
  failure = null;
  const service: WebhookService = {
    async receive(body, header, origin) {
      if (failure !== null) throw failure;
      received.push({ body, signature: header('Signature'), origin });
    },
  };
  backRoom = await startTestServer({ app: { webhooks: { provider: 'stripe', service } } });
});
afterEach(() => backRoom.server.close());

const post = (body: string, headers: Record<string, string> = {}, provider = 'stripe') =>
  fetch(`${backRoom.url}/webhooks/${provider}`, { method: 'POST', body, headers });

describe('A webhook', () => {
  test('is handed over as it came, byte for byte', async () => {
    const body = '{ "id":"evt_1",\n\t"name": "Año €" }  ';
    const answer = await post(body, { signature: 'the-signature', 'x-request-id': 'r-1' });
    expect(answer.status).toBe(200);
    expect(received).toMatchObject([
      {
        ...{ body, signature: 'the-signature' },
        origin: { actor: { kind: 'anonymous' }, requestId: 'r-1' },
      },
    ]);
  });

  test('needs no session and no origin of ours, and a cookie on it means nothing', async () => {
    const headers = { origin: 'https://elsewhere.example', cookie: 'trastienda_session=ts_x' };
    expect((await post('{}', headers)).status).toBe(200);
    expect(received[0]?.origin.actor).toEqual({ kind: 'anonymous' });
  });

  test('is not taken when it is not signed by the provider', async () => {
    failure = new ShopError('WEBHOOK_INVALID');
    const answer = await post('{}');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { data: { reason: 'WEBHOOK_INVALID' } } });
    expect(backRoom.lines().filter(({ msg }) => msg === 'webhook')).toMatchObject([
      { level: 'warn', provider: 'stripe', code: 'WEBHOOK_INVALID' },
    ]);
  });

  test.each([
    ['the database is away', new ShopError('DATABASE_UNAVAILABLE'), 503],
    ['something nobody foresaw happens', new Error('the secret reason'), 500],
  ])('is left to the provider to send again when %s', async (_, error, status) => {
    failure = error;
    const answer = await post('{}');
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('the secret reason');
  });

  test('is refused when it is larger than any, whether it says so before or not', async () => {
    const large = 'x'.repeat(512 * 1024 + 1);
    expect((await post(large)).status).toBe(413);
    const stream = new Blob([large]).stream();
    const chunked = await fetch(`${backRoom.url}/webhooks/stripe`, {
      ...{ method: 'POST', body: stream, duplex: 'half' },
    });
    expect(chunked.status).toBe(413);
    expect(received).toEqual([]);
    expect((await post('x'.repeat(512 * 1024))).status).toBe(200);
  });

  test('of another provider has no address here, nor has one that is only looked at', async () => {
    expect((await post('{}', {}, 'test')).status).toBe(404);
    expect((await fetch(`${backRoom.url}/webhooks/stripe`)).status).toBe(404);
    expect(received).toEqual([]);
  });
});
