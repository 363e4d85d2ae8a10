import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createStoreClient } from '../create-client.ts';
import { createFakeFetch, fail } from '../fake-server.ts';
import { openForm } from './open-form.ts';

const FIELDS = { name: 'Ana', email: 'ana@example.com', message: 'Hello' };
const EXPIRES_AT = '2100-01-01T00:00:00.000Z';

type Problem = 'expired' | 'unsolved';

/** Starts a shop whose tokens are numbered; each problem rejects one message. */
function startShop({ proofBits = 0, problems = [] }: { proofBits?: number; problems?: Problem[] }) {
  const received: { token: string; solution?: string | undefined }[] = [];
  let tokens = 0;
  const fetch = createFakeFetch({
    'forms.token': () => {
      tokens += 1;
      return { token: `token-${tokens}`, waitSeconds: 0, expiresAt: EXPIRES_AT, proofBits };
    },
    'forms.contact': ({ token, solution }) => {
      received.push({ token, solution });
      const problem = problems.shift();
      return problem ? fail('FORM_TOKEN_REJECTED', { problem }) : { status: 'received' };
    },
  });
  return { client: createStoreClient({ url: 'http://shop.test', fetch }), received };
}

type Shop = ReturnType<typeof startShop>;
const tokensOf = ({ received }: Shop) => received.map(({ token }) => token);

function openContact({ client }: Shop) {
  const form = openForm(client, 'contact');
  return () => form.send((proof) => client.forms.contact.mutate({ ...FIELDS, ...proof }));
}

describe('a form', () => {
  test('is sent with a token, and the next one with another', async () => {
    const shop = startShop({});
    const send = openContact(shop);
    expect(await send()).toEqual({ status: 'received' });
    await send();
    expect(tokensOf(shop)).toEqual(['token-1', 'token-2']);
  });

  test('is sent with the solution of its proof of work', async () => {
    const shop = startShop({ proofBits: 8 });
    await openContact(shop)();
    const [{ token, solution } = { token: '', solution: '' }] = shop.received;
    const hash = createHash('sha256').update(`${token}:${solution}`).digest();
    expect(hash[0]).toBe(0);
  });

  test('is sent again once with another token when its own is rejected', async () => {
    const shop = startShop({ problems: ['expired'] });
    expect(await openContact(shop)()).toEqual({ status: 'received' });
    expect(tokensOf(shop)).toEqual(['token-1', 'token-2']);
    const failing = startShop({ problems: ['unsolved', 'unsolved'] });
    await expect(openContact(failing)()).rejects.toMatchObject({
      data: { reason: 'FORM_TOKEN_REJECTED' },
    });
    expect(failing.received).toHaveLength(2);
  });

  test('that failed on the way is sent again with the same token: it has one effect', async () => {
    const shop = startShop({});
    const form = openForm(shop.client, 'contact');
    const lost = form.send(() => Promise.reject(new Error('The connection is lost.')));
    await expect(lost).rejects.toThrow('lost');
    await form.send((proof) => shop.client.forms.contact.mutate({ ...FIELDS, ...proof }));
    expect(tokensOf(shop)).toEqual(['token-1']);
  });

  test('whose token could not be requested requests it again when it is sent', async () => {
    let calls = 0;
    const shop = startShop({});
    const client = {
      forms: {
        token: {
          query: (input: { form: 'contact' | 'newsletter' }) => {
            calls += 1;
            if (calls === 1) return Promise.reject(new Error('away'));
            return shop.client.forms.token.query(input);
          },
        },
      },
    };
    const form = openForm(client, 'contact');
    await new Promise((resolve) => setImmediate(resolve));
    await form.send((proof) => shop.client.forms.contact.mutate({ ...FIELDS, ...proof }));
    expect(tokensOf(shop)).toEqual(['token-1']);
  });
});
