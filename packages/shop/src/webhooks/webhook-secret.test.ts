import { createCipher, UnsealError } from '@trastienda/mongo';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { describe, expect, test } from 'vitest';
import {
  activeSecrets,
  newWebhookSecret,
  rotateSecrets,
  secretContext,
  signatureHeaders,
} from './webhook-secret.ts';

const cipher = createCipher([{ id: 'tests', key: new Uint8Array(32).fill(1) }]);
// The library compares the timestamp with the real time.
const now = new Date();
const webhook = { webhookId: 'msg_1', body: '{"type":"order.placed"}' };
const HOUR_MS = 3_600_000;
const seal = (secret: string) => cipher.seal(secret, secretContext('e1'));

describe('a signature', () => {
  test('is verified by the library of Standard Webhooks, and that of another body is not', () => {
    fc.assert(
      fc.property(fc.json(), fc.stringMatching(/^[\w-]{1,40}$/), (body, webhookId) => {
        const secret = newWebhookSecret();
        const secrets = [{ sealed: seal(secret), expiresAt: null }];
        const headers = signatureHeaders(
          { id: 'e1', secrets },
          { webhookId, body },
          { cipher, now },
        );
        const library = new Webhook(secret);
        expect(library.verify(body, headers)).toEqual(JSON.parse(body));
        expect(() => library.verify(`${body} `, headers)).toThrow('No matching signature');
        const moved = { ...headers, 'webhook-id': `${webhookId}0` };
        expect(() => library.verify(body, moved)).toThrow('No matching signature');
        expect(() => new Webhook(newWebhookSecret()).verify(body, headers)).toThrow();
      }),
    );
  });

  test('is made with both secrets during the overlap of a rotation, and then with the new one', () => {
    const [first, second] = [newWebhookSecret(), newWebhookSecret()];
    const before = [{ sealed: seal(first), expiresAt: null }];
    const overlapsUntil = new Date(now.getTime() + HOUR_MS);
    const secrets = rotateSecrets(before, seal(second), { now, overlapsUntil });
    const headersAt = (at: Date) =>
      signatureHeaders({ id: 'e1', secrets }, webhook, { cipher, now: at });
    const during = headersAt(now);
    expect(during['webhook-signature']?.split(' ')).toHaveLength(2);
    for (const secret of [first, second]) new Webhook(secret).verify(webhook.body, during);
    const after = headersAt(overlapsUntil)['webhook-signature'];
    expect(after).toMatch(/^v1,[\w+/]{43}=$/);
  });

  test('cannot be made for another endpoint, or without the key of the secret', () => {
    const secrets = [{ sealed: seal(newWebhookSecret()), expiresAt: null }];
    const other = createCipher([{ id: 'other', key: new Uint8Array(32) }]);
    const sign = (id: string, used = cipher) =>
      signatureHeaders({ id, secrets }, webhook, { cipher: used, now });
    expect(() => sign('e2')).toThrow(UnsealError);
    expect(() => sign('e1', other)).toThrow(UnsealError);
  });
});

test('A rotation never lengthens an earlier overlap, and keeps at most five secrets', () => {
  const at = (hours: number) => new Date(now.getTime() + hours * HOUR_MS);
  const first = [{ sealed: 'a', expiresAt: null }];
  const second = rotateSecrets(first, 'b', { now, overlapsUntil: at(1) });
  const third = rotateSecrets(second, 'c', { now, overlapsUntil: at(24) });
  expect(third).toEqual([
    { sealed: 'c', expiresAt: null },
    { sealed: 'b', expiresAt: at(24) },
    { sealed: 'a', expiresAt: at(1) },
  ]);
  expect(activeSecrets(third, at(1)).map(({ sealed }) => sealed)).toEqual(['c', 'b']);
  // Without an overlap the present secrets end at once.
  expect(rotateSecrets(third, 'd', { now, overlapsUntil: now })).toEqual([
    { sealed: 'd', expiresAt: null },
  ]);
  let many = first as ReturnType<typeof rotateSecrets>;
  for (const sealed of 'bcdefgh') many = rotateSecrets(many, sealed, { now, overlapsUntil: at(9) });
  expect(many.map(({ sealed }) => sealed)).toEqual(['h', 'g', 'f', 'e', 'd']);
});
