import { BaseError, type CallOrigin, defineRoles } from '@trastienda/base';
import { onBrokenPromise } from '@trastienda/procedures';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotesError } from './testing/notes-router.ts';
import { startTestServer, type TestServer } from './testing/start-test-server.ts';
import type { WebhookIntake } from './webhook-route.ts';

type WebhookService = WebhookIntake['service'];

const intakeOf = (service: WebhookService): WebhookIntake => ({
  provider: 'stripe',
  sender: 'the sender',
  service,
});

const { operatorOrigin } = defineRoles({ permissions: [], roles: {} });

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
  backRoom = await startTestServer({ app: { webhooks: [intakeOf(service)] } });
});
afterEach(() => backRoom.server.close());

const post = (body: string, headers: Record<string, string> = {}, provider = 'stripe') =>
  fetch(`${backRoom.url}/webhooks/${provider}`, { method: 'POST', body, headers });

describe('A webhook', () => {
  test('is passed on byte for byte', async () => {
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

  test('needs no session and no allowed origin, and its cookie is ignored', async () => {
    const headers = { origin: 'https://elsewhere.example', cookie: 'app_session=ts_x' };
    expect((await post('{}', headers)).status).toBe(200);
    expect(received[0]?.origin.actor).toEqual({ kind: 'anonymous' });
  });

  test('is rejected when it is not signed by the provider', async () => {
    failure = new NotesError('WEBHOOK_INVALID');
    const answer = await post('{}');
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { data: { reason: 'WEBHOOK_INVALID' } } });
    const lines = backRoom.lines().filter(({ msg }) => msg === 'webhook');
    expect(lines).toMatchObject([
      { level: 'warn', provider: 'stripe', code: 'WEBHOOK_INVALID', network: '127.0.0.0/24' },
    ]);
    expect(lines[0]).toHaveProperty('detail');
    expect(lines[0]).not.toHaveProperty('err');
  });

  test('fails with details that do not fit its reason, and logs which', async () => {
    const details: { slug: string } = JSON.parse('{ "slug": { "secret": "hunter2" } }');
    failure = new NotesError('NOTE_NOT_FOUND', { details });
    const restore = onBrokenPromise(() => {});
    const answer = await post('{}');
    restore();
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({
      error: { data: { reason: 'INTERNAL', details: expect.toBeOneOf([{}]) } },
    });
    const [line] = backRoom.lines().filter(({ msg }) => msg === 'webhook');
    expect(line).toMatchObject({
      level: 'error',
      code: 'INTERNAL',
      err: { cause: { message: expect.stringContaining('NOTE_NOT_FOUND') } },
    });
  });

  test('is rejected unread once its source has sent too many unsigned ones', async () => {
    await backRoom.server.close();
    let forged = 0;
    const asked: string[] = [];
    const forgeries = {
      async take(source: string) {
        asked.push(source);
        forged += 1;
        return forged > 2 ? 17 : 0;
      },
      waitOf: () => (forged > 2 ? 16 : 0),
    };
    const service: WebhookService = {
      async receive(body) {
        received.push({ body, signature: undefined, origin: { ...operatorOrigin } });
        if (body === 'forged') throw new NotesError('WEBHOOK_INVALID');
      },
    };
    const webhooks = [intakeOf(service)];
    backRoom = await startTestServer({ app: { webhooks, forgeries } });
    expect((await post('signed')).status).toBe(200);
    expect((await post('forged')).status).toBe(400);
    expect((await post('x'.repeat(512 * 1024 + 1))).status).toBe(413);
    expect(asked).toEqual(['127.0.0.1', '127.0.0.1']);
    const stopped = await post('forged');
    expect(stopped.status).toBe(429);
    expect(stopped.headers.get('retry-after')).toBe('17');
    const readBefore = received.length;
    const unread = await post('signed');
    expect(unread.status).toBe(429);
    expect(unread.headers.get('retry-after')).toBe('16');
    expect(received).toHaveLength(readBefore);
    const lines = backRoom.lines().filter(({ msg }) => msg === 'webhook');
    expect(lines.map(({ code }) => code)).toEqual([
      ...['WEBHOOK_INVALID', 'REQUEST_TOO_LARGE', 'RATE_LIMITED', 'RATE_LIMITED'],
    ]);
    expect(backRoom.text()).not.toContain('stack');
  });

  test('that is rejected keeps its own error when it cannot be counted', async () => {
    await backRoom.server.close();
    const forgeries = { take: () => Promise.reject(new Error('away')), waitOf: () => 0 };
    const service: WebhookService = {
      receive: () => Promise.reject(new NotesError('WEBHOOK_INVALID')),
    };
    const webhooks = [intakeOf(service)];
    backRoom = await startTestServer({ app: { webhooks, forgeries } });
    expect((await post('{}')).status).toBe(400);
  });

  test.each([
    ['the database is down', new BaseError('DATABASE_UNAVAILABLE'), 503],
    ['something nobody foresaw happens', new Error('the secret reason'), 500],
  ])('fails, so that the provider sends it again, when %s', async (_, error, status) => {
    failure = error;
    const answer = await post('{}');
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('the secret reason');
  });

  test('is rejected when it is too large, whether its length is declared or not', async () => {
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

  test('of another provider is not found, nor is one by GET', async () => {
    expect((await post('{}', {}, 'test')).status).toBe(404);
    expect((await fetch(`${backRoom.url}/webhooks/stripe`)).status).toBe(404);
    expect(received).toEqual([]);
  });
});
