import {
  CreateWebhookEndpointInput,
  MAX_WEBHOOK_ENDPOINTS,
  OPERATOR_ORIGIN,
  UpdateWebhookEndpointInput,
} from '@trastienda/shop-contract';
import { Webhook } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import { accept } from './testing/receiver.ts';
import { useTestWebhooks } from './testing/start-test-webhooks.ts';
import { webhookIdOf } from './webhook-body.ts';

const fixture = await useTestWebhooks();
const { service, database, clock } = fixture;
const STRANGER = 'f'.repeat(24);
const DAY = 86_400;

afterEach(async () => {
  const { items } = await service.list({ limit: 100 });
  for (const { id } of items) await service.delete({ id }, OPERATOR_ORIGIN);
});

const create = (url = 'https://hooks.example.com/shop') =>
  service.create(CreateWebhookEndpointInput.parse({ url, description: 'ERP' }), OPERATOR_ORIGIN);

const actionsOn = async (subjectId: string) =>
  (await database.audit.list({ subjectId, limit: 20 })).items.map(({ action }) => action);

describe('an endpoint', () => {
  test('is created with a secret that is shown once and stored sealed', async () => {
    const { endpoint, secret } = await create();
    expect(secret).toMatch(/^whsec_[\w+/]{43}=$/);
    expect(endpoint).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{24}$/),
      ...{ url: 'https://hooks.example.com/shop', eventTypes: null, description: 'ERP' },
      ...{ isEnabled: true, disabledReason: null, disabledAt: null, failingSince: null },
      ...{ overlapsUntil: null, createdBy: 'operator' },
      createdAt: clock.now().toISOString(),
      updatedAt: clock.now().toISOString(),
    });
    expect(await service.get({ id: endpoint.id })).toEqual(endpoint);
    expect((await service.list({ limit: 5 })).items).toEqual([endpoint]);
    await fixture.server.withClient(async (client) => {
      const stored = await client.db().collection('webhook_endpoints').find().toArray();
      expect(JSON.stringify(stored)).not.toContain(secret.slice('whsec_'.length));
    });
    expect(await actionsOn(endpoint.id)).toEqual(['webhook.created']);
  });

  test('has a URL that the operator allows, also after an update', async () => {
    const refused = (problem: string) => ({ reason: 'WEBHOOK_URL_REFUSED', details: { problem } });
    await expect(create('https://10.0.0.1/')).rejects.toMatchObject(refused('address'));
    await expect(create('http://hooks.example.com/')).rejects.toMatchObject(refused('scheme'));
    const { endpoint } = await create();
    const moving = service.update(
      { id: endpoint.id, changes: { url: 'https://hooks.example.com:25/' } },
      OPERATOR_ORIGIN,
    );
    await expect(moving).rejects.toMatchObject(refused('port'));
    expect(await service.get({ id: endpoint.id })).toEqual(endpoint);
    expect(await actionsOn(endpoint.id)).toEqual(['webhook.created']);
  });

  test.each([
    'https://ana:secret@hooks.example.com/',
    'https://hooks.example.com/#part',
    'ftp://a.b',
  ])('has no URL like %s', (url) => {
    expect(CreateWebhookEndpointInput.safeParse({ url, description: 'ERP' }).success).toBe(false);
    const update = { id: STRANGER, changes: { url } };
    expect(UpdateWebhookEndpointInput.safeParse(update).success).toBe(false);
  });

  test('changes what an update names, and nothing else', async () => {
    const { endpoint } = await create();
    fixture.advance(5);
    const changed = await service.update(
      UpdateWebhookEndpointInput.parse({
        id: endpoint.id,
        changes: { eventTypes: ['order.paid', 'order.paid'] },
      }),
      OPERATOR_ORIGIN,
    );
    const updatedAt = clock.now().toISOString();
    expect(changed).toEqual({ ...endpoint, eventTypes: ['order.paid'], updatedAt });
    expect(await service.get({ id: endpoint.id })).toEqual(changed);
    const { items } = await database.audit.list({ subjectId: endpoint.id, limit: 1 });
    expect(items).toMatchObject([{ action: 'webhook.updated', details: { fields: 'eventTypes' } }]);
  });

  test('is disabled, enabled and deleted by staff, each recorded once', async () => {
    const { id } = (await create()).endpoint;
    for (let repetition = 0; repetition < 2; repetition += 1) {
      expect(await service.disable({ id }, OPERATOR_ORIGIN)).toMatchObject({
        ...{ isEnabled: false, disabledReason: 'staff' },
      });
    }
    for (let repetition = 0; repetition < 2; repetition += 1) {
      expect(await service.enable({ id }, OPERATOR_ORIGIN)).toMatchObject({
        ...{ isEnabled: true, disabledReason: null, disabledAt: null },
      });
    }
    expect(await service.delete({ id }, OPERATOR_ORIGIN)).toEqual({ id });
    expect(await actionsOn(id)).toEqual([
      ...['webhook.deleted', 'webhook.enabled', 'webhook.disabled', 'webhook.created'],
    ]);
  });

  test('is one of a limited number', async () => {
    for (let count = 0; count < MAX_WEBHOOK_ENDPOINTS; count += 1) await create();
    await expect(create()).rejects.toMatchObject({
      ...{ reason: 'WEBHOOK_ENDPOINTS_FULL', details: { max: MAX_WEBHOOK_ENDPOINTS } },
    });
  });

  test('that does not exist is not found by any call', async () => {
    const id = STRANGER;
    const calls = [
      () => service.get({ id }),
      () => service.update({ id, changes: {} }, OPERATOR_ORIGIN),
      () => service.delete({ id }, OPERATOR_ORIGIN),
      () => service.rotateSecret({ id, overlapHours: 1 }, OPERATOR_ORIGIN),
      () => service.enable({ id }, OPERATOR_ORIGIN),
      () => service.disable({ id }, OPERATOR_ORIGIN),
      () => service.deliveries({ endpointId: id, limit: 1 }),
      () => service.attempts({ endpointId: id, limit: 1 }),
      () => service.sendTest({ id }, undefined),
    ];
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({
        ...{ reason: 'WEBHOOK_ENDPOINT_NOT_FOUND', details: { id } },
      });
    }
  });
});

describe('a rotated secret', () => {
  test('signs together with the one before until the overlap ends', async () => {
    const { endpoint, secret: first, receiver } = await fixture.receive();
    const { id } = endpoint;
    const rotated = await service.rotateSecret({ id, overlapHours: 24 }, OPERATOR_ORIGIN);
    const overlapsUntil = new Date(clock.now().getTime() + DAY * 1000).toISOString();
    expect(rotated.endpoint).toMatchObject({ id, overlapsUntil });
    expect(rotated.secret).not.toBe(first);
    const verified = async () => {
      await fixture.emit();
      await fixture.deliver();
      const { headers = {}, body = '' } = receiver.requests.at(-1) ?? {};
      return [first, rotated.secret].map((secret) => {
        // The library has the real time, the fixture its own.
        const library = new Webhook(secret);
        const at = new Date(Number(headers['webhook-timestamp']) * 1000);
        const mine = library.sign(String(headers['webhook-id']), at, body);
        return String(headers['webhook-signature']).split(' ').includes(mine);
      });
    };
    expect(await verified()).toEqual([true, true]);
    fixture.advance(DAY);
    expect(await verified()).toEqual([false, true]);
    expect((await service.get({ id })).overlapsUntil).toBeNull();
    expect(await actionsOn(id)).toEqual(['webhook.secret-rotated', 'webhook.created']);
  });
});

describe('a delivery', () => {
  test('is listed by endpoint and status, newest event first, with its attempts', async () => {
    const { endpoint, receiver } = await fixture.receive();
    const other = await fixture.receive();
    const endpointId = endpoint.id;
    const events = [];
    for (let count = 0; count < 3; count += 1) {
      events.unshift((await fixture.emit()).id);
      fixture.advance(1);
    }
    receiver.answerWith((response) => void response.writeHead(500).end('down'));
    await fixture.deliver();
    receiver.answerWith(accept);
    const newest = await fixture.emit();
    await fixture.deliver();
    const page = await service.deliveries({ endpointId, limit: 3 });
    expect(page.items.map(({ eventId }) => eventId)).toEqual([newest.id, ...events.slice(0, 2)]);
    const rest = await service.deliveries({ endpointId, limit: 3, cursor: page.nextCursor ?? '' });
    expect(rest).toMatchObject({ items: [{ eventId: events[2] }], nextCursor: null });
    const pending = await service.deliveries({ endpointId, status: 'pending', limit: 10 });
    expect(pending.items.map(({ eventId }) => eventId)).toEqual(events);
    const delivered = await service.deliveries({ endpointId, status: 'delivered', limit: 10 });
    const id = `${endpointId}_${newest.id}`;
    expect(delivered.items).toEqual([
      {
        ...{ id, endpointId, webhookId: webhookIdOf(id), eventId: newest.id },
        ...{ eventType: 'order.note-added', status: 'delivered', attempts: 1, nextAttemptAt: null },
        createdAt: newest.at.toISOString(),
      },
    ]);
    const attempts = await service.attempts({ endpointId, deliveryId: id, limit: 10 });
    expect(attempts.items).toMatchObject([{ deliveryId: id, failure: null, status: 204 }]);
    expect((await service.attempts({ endpointId, limit: 10 })).items).toHaveLength(4);
    const foreign = { endpointId: other.endpoint.id, deliveryId: id, limit: 10 };
    expect((await service.attempts(foreign)).items).toEqual([]);
  });

  test('is sent again under the same id when staff ask, whatever has become of it', async () => {
    const { endpoint, receiver } = await fixture.receive();
    const event = await fixture.emit();
    await fixture.deliver();
    const id = `${endpoint.id}_${event.id}`;
    expect(await service.resend({ deliveryId: id }, OPERATOR_ORIGIN)).toMatchObject({
      ...{ status: 'pending', nextAttemptAt: clock.now().toISOString() },
    });
    expect(await fixture.deliver()).toBe(1);
    expect(receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual([
      ...[`msg_${id}`, `msg_${id}`],
    ]);
    const { items } = await service.attempts({ endpointId: endpoint.id, limit: 10 });
    expect(items.map(({ number }) => number)).toEqual([2, 1]);
    expect((await actionsOn(endpoint.id))[0]).toBe('webhook.resent');
  });

  test('is not sent again to a disabled endpoint, and an unknown one is not found', async () => {
    const { endpoint } = await fixture.receive();
    const event = await fixture.emit();
    await fixture.deliver();
    const id = `${endpoint.id}_${event.id}`;
    await service.disable({ id: endpoint.id }, OPERATOR_ORIGIN);
    await expect(service.resend({ deliveryId: id }, OPERATOR_ORIGIN)).rejects.toMatchObject({
      reason: 'WEBHOOK_ENDPOINT_DISABLED',
    });
    await service.delete({ id: endpoint.id }, OPERATOR_ORIGIN);
    for (const unknown of [id, `${STRANGER}_${STRANGER}`]) {
      await expect(service.resend({ deliveryId: unknown }, OPERATOR_ORIGIN)).rejects.toMatchObject({
        ...{ reason: 'WEBHOOK_DELIVERY_NOT_FOUND', details: { id: unknown } },
      });
    }
  });
});

describe('a test', () => {
  test('is sent once, signed, to a disabled endpoint too, and its attempt returned and listed', async () => {
    const { endpoint, receiver, secret } = await fixture.receive();
    const { id } = endpoint;
    await service.disable({ id }, OPERATOR_ORIGIN);
    const attempt = await service.sendTest({ id }, undefined);
    expect(attempt).toMatchObject({
      ...{ endpointId: id, deliveryId: null, type: 'webhook.test', failure: null, status: 204 },
    });
    const [request] = receiver.requests;
    expect(JSON.parse(request?.body ?? '')).toEqual({
      ...{ type: 'webhook.test', timestamp: clock.now().toISOString(), data: { endpointId: id } },
    });
    const library = new Webhook(secret);
    const { 'webhook-id': webhookId, 'webhook-signature': signature } = request?.headers ?? {};
    expect(signature).toBe(library.sign(String(webhookId), clock.now(), request?.body ?? ''));
    expect((await service.attempts({ endpointId: id, limit: 5 })).items).toEqual([attempt]);
  });

  test('that fails is no failure of the endpoint', async () => {
    const { endpoint, receiver } = await fixture.receive();
    receiver.answerWith((response) => void response.writeHead(410).end());
    expect(await service.sendTest({ id: endpoint.id }, undefined)).toMatchObject({ status: 410 });
    expect(await service.get({ id: endpoint.id })).toMatchObject({
      ...{ isEnabled: true, failingSince: null },
    });
  });
});
