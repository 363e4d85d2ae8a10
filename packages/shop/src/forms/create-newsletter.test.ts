import type { NewsletterInput } from '@trastienda/shop-contract';
import { beforeEach, describe, expect, test } from 'vitest';
import { useTestForms, VISITOR } from './testing/use-test-forms.ts';

const shop = await useTestForms();
const { forms, newsletterAdmin, emails, proof } = shop;

beforeEach(() => shop.reset());

const ANA = 'Ana@Example.com';
const DAY = 86_400;

async function request(fields: Partial<NewsletterInput> = {}) {
  const input = { ...(await proof('newsletter')), email: ANA, textVersion: '2026-03', ...fields };
  return forms.newsletter(input, VISITOR);
}

/** Returns the contents of the emails since the last call that have a recipient. */
function sent() {
  return emails
    .splice(0)
    .filter(({ isDecoy }) => isDecoy !== true)
    .map(({ content }) => content);
}

/** Returns the only email since the last call that asks for a confirmation. */
function confirmation() {
  const [content, ...others] = sent();
  if (content?.template !== 'newsletter-confirm' || others.length > 0) {
    throw new Error('No confirmation, or more than that, was sent.');
  }
  return content;
}

async function subscribe(email = ANA) {
  await request({ email });
  const content = confirmation();
  await forms.confirmNewsletter({ token: content.token }, VISITOR);
  sent();
  return content;
}

const listed = async () => (await newsletterAdmin.list({ limit: 24 })).items;
const statusOf = async (email = ANA) =>
  (await newsletterAdmin.list({ limit: 24, email })).items.map(({ status }) => status);

/** Runs the jobs that erase. */
async function erase(): Promise<void> {
  for (const job of shop.jobs) await job.runOnce();
}

const LINK_INVALID = { reason: 'LINK_INVALID' };

describe('a request', () => {
  test('subscribes the address when its owner follows the link, with a record of both', async () => {
    expect(await request({ locale: 'es' })).toEqual({ status: 'received' });
    expect(await statusOf()).toEqual(['pending']);
    expect(emails[0]).toMatchObject({ to: { email: ANA, name: '' }, locale: 'es' });
    const { token, unsubscribeUrl, unsubscribeToken } = confirmation();
    expect(unsubscribeUrl).toContain(unsubscribeToken);
    const answer = await forms.confirmNewsletter({ token }, { ...VISITOR, network: null });
    expect(answer).toEqual({ status: 'subscribed' });
    expect(sent()).toMatchObject([{ template: 'newsletter-subscribed', unsubscribeToken }]);
    const requested = {
      kind: 'requested',
      network: '192.0.2.0/24',
      textVersion: '2026-03',
      via: 'form',
    };
    const confirmed = { kind: 'confirmed', network: null, textVersion: '2026-03', via: 'link' };
    expect(await listed()).toMatchObject([
      { email: ANA, status: 'subscribed', locale: 'es', consents: [requested, confirmed] },
    ]);
  });

  test('is stored without the secret of its link', async () => {
    await request();
    const { token } = confirmation();
    let stored = '';
    await shop.server.withClient(async (client) => {
      stored = JSON.stringify(
        await client.db().collection('newsletter_subscribers').find().toArray(),
      );
    });
    expect(stored).toContain(ANA);
    expect(stored).not.toContain(token);
  });

  test('has the same answer and the same work for an address that is subscribed', async () => {
    const fresh = await request();
    await forms.confirmNewsletter({ token: confirmation().token }, VISITOR);
    sent();
    const before = await listed();
    const writes = async () =>
      (await shop.database.subscribers.find(before[0]?.id ?? ''))?.revision;
    const written = (await writes()) ?? 0;
    expect(await request({ email: 'ana@EXAMPLE.com' })).toEqual(fresh);
    expect(emails).toMatchObject([{ isDecoy: true, content: { template: 'newsletter-confirm' } }]);
    expect(await listed()).toEqual(before);
    expect(await writes()).toBe(written + 1);
  });

  test('replaces the link of the one before', async () => {
    await request();
    const { token: former } = confirmation();
    await request();
    const { token } = confirmation();
    await expect(forms.confirmNewsletter({ token: former }, VISITOR)).rejects.toMatchObject(
      LINK_INVALID,
    );
    await forms.confirmNewsletter({ token }, VISITOR);
    expect(await statusOf()).toEqual(['subscribed']);
  });

  test('of two visitors at once leaves one subscriber', async () => {
    const tokens = [await proof('newsletter'), await proof('newsletter')];
    const all = tokens.map((token) =>
      forms.newsletter({ ...token, email: ANA, textVersion: '1' }, VISITOR),
    );
    expect(await Promise.all(all)).toHaveLength(2);
    expect(await listed()).toHaveLength(1);
  });

  test('of spam changes nothing and sends nothing', async () => {
    expect(await request({ website: 'x' })).toEqual({ status: 'received' });
    expect([emails, await listed()]).toEqual([[], []]);
  });

  test('is limited by address, whether it is subscribed or not', async () => {
    await subscribe();
    for (let index = 0; index < 3; index += 1) await request();
    await expect(request()).rejects.toMatchObject({ reason: 'RATE_LIMITED' });
    for (let index = 0; index < 4; index += 1) await request({ email: 'eva@example.com' });
    const more = request({ email: 'eva@example.com' });
    await expect(more).rejects.toMatchObject({ reason: 'RATE_LIMITED' });
  });

  test('counts for its address once, and not at all when its token was used', async () => {
    const input = { ...(await proof('newsletter')), email: ANA, textVersion: '1' };
    for (let index = 0; index < 6; index += 1) {
      expect(await forms.newsletter(input, VISITOR)).toEqual({ status: 'received' });
    }
    const used = { ...input, email: 'eva@example.com' };
    for (let index = 0; index < 6; index += 1) {
      await expect(forms.newsletter(used, VISITOR)).rejects.toMatchObject({
        reason: 'FORM_TOKEN_REJECTED',
        details: { problem: 'used' },
      });
    }
    expect(await request({ email: used.email })).toEqual({ status: 'received' });
  });

  test('survives a new secret: the address is known, and the links work', async () => {
    const { unsubscribeToken } = await subscribe();
    const secrets = [new Uint8Array(32).fill(2), new Uint8Array(32).fill(1)] as const;
    const renewed = shop.openProcess({ secrets });
    const token = await renewed.forms.token({ form: 'newsletter' });
    shop.advance(3);
    await renewed.forms.newsletter({ token: token.token, email: ANA, textVersion: '1' }, VISITOR);
    expect(await listed()).toMatchObject([{ status: 'subscribed' }]);
    await renewed.forms.unsubscribe({ token: unsubscribeToken }, VISITOR);
    expect(await statusOf()).toEqual(['unsubscribed']);
  });
});

describe('a confirmation', () => {
  test('by a second click changes nothing', async () => {
    const { token } = await subscribe();
    const before = await listed();
    sent();
    expect(await forms.confirmNewsletter({ token }, VISITOR)).toEqual({ status: 'subscribed' });
    expect([sent(), await listed()]).toEqual([[], before]);
  });

  test('by an old or unknown link fails', async () => {
    await request();
    const { token } = confirmation();
    const unknown = forms.confirmNewsletter({ token: 'x'.repeat(43) }, VISITOR);
    await expect(unknown).rejects.toMatchObject(LINK_INVALID);
    shop.advance(3 * DAY);
    await expect(forms.confirmNewsletter({ token }, VISITOR)).rejects.toMatchObject(LINK_INVALID);
    expect(await statusOf()).toEqual(['pending']);
  });

  test('does not renew a subscription that has ended', async () => {
    const { token, unsubscribeToken } = await subscribe();
    await forms.unsubscribe({ token: unsubscribeToken }, VISITOR);
    await expect(forms.confirmNewsletter({ token }, VISITOR)).rejects.toMatchObject(LINK_INVALID);
    expect(await statusOf()).toEqual(['unsubscribed']);
  });
});

describe('a withdrawal', () => {
  test('ends the subscription by the link of any newsletter, and is recorded once', async () => {
    const { unsubscribeToken: token } = await subscribe();
    shop.advance(2000 * DAY);
    for (let index = 0; index < 2; index += 1) {
      expect(await forms.unsubscribe({ token }, VISITOR)).toEqual({ status: 'unsubscribed' });
      expect(await forms.unsubscribeOneClick({ token })).toEqual({ status: 'unsubscribed' });
    }
    const [subscriber] = await listed();
    expect(subscriber?.status).toBe('unsubscribed');
    expect(subscriber?.consents.at(-1)).toMatchObject({ kind: 'withdrawn', via: 'link' });
    expect(subscriber?.consents).toHaveLength(3);
  });

  test('requires a signed link', async () => {
    const { unsubscribeToken: token } = await subscribe();
    const [version, id, signature = ''] = token.split('.');
    const others = [`${version}.${'0'.repeat(24)}.${signature}`, `${version}.${id}`, '', 'u1'];
    for (const other of others) {
      const call = forms.unsubscribe({ token: other }, VISITOR);
      await expect(call).rejects.toMatchObject(LINK_INVALID);
    }
    expect(await statusOf()).toEqual(['subscribed']);
  });

  test('of a subscriber does not prevent a new request', async () => {
    const { unsubscribeToken: token } = await subscribe();
    await forms.unsubscribe({ token }, VISITOR);
    await subscribe();
    expect(await statusOf()).toEqual(['subscribed']);
  });

  test('of a request that the owner did not make keeps strangers from repeating it', async () => {
    await request();
    const { unsubscribeToken: token } = confirmation();
    await forms.unsubscribeOneClick({ token });
    await request();
    expect(sent()).toEqual([]);
    expect(await statusOf()).toEqual(['unsubscribed']);
    shop.advance(366 * DAY);
    await request();
    expect(confirmation().template).toBe('newsletter-confirm');
  });
});

describe('what is erased', () => {
  test('is a request that was never confirmed', async () => {
    await request();
    shop.advance(7 * DAY - 1);
    await erase();
    expect(await statusOf()).toEqual(['pending']);
    shop.advance(1);
    await erase();
    expect(await listed()).toEqual([]);
  });

  test('is an address some time after its withdrawal; its hash remains as a proof', async () => {
    const { unsubscribeToken: token } = await subscribe();
    await forms.unsubscribe({ token }, VISITOR);
    shop.advance(30 * DAY - 1);
    await erase();
    expect(await listed()).toMatchObject([{ email: ANA }]);
    shop.advance(1);
    await erase();
    const [subscriber] = await listed();
    expect(subscriber).toMatchObject({ email: null, status: 'unsubscribed' });
    expect(subscriber?.consents.map(({ network }) => network)).toEqual([null, null, null]);
    expect(await statusOf()).toEqual(['unsubscribed']);
  });

  test('is not the withdrawal of an address that was requested again', async () => {
    const { unsubscribeToken: token } = await subscribe();
    await forms.unsubscribe({ token }, VISITOR);
    await request();
    shop.advance(7 * DAY);
    await erase();
    expect(await listed()).toMatchObject([{ email: null, status: 'unsubscribed' }]);
  });

  test('is never a subscriber', async () => {
    await subscribe();
    shop.advance(10_000 * DAY);
    await erase();
    expect(await listed()).toMatchObject([{ email: ANA, status: 'subscribed' }]);
  });
});

test('strangers who repeat a request do not push out the record of a withdrawal', async () => {
  const { unsubscribeToken: token } = await subscribe();
  await forms.unsubscribe({ token }, VISITOR);
  for (let index = 0; index < 25; index += 1) {
    await shop.server.withClient(async (client) => {
      await client.db().collection('rate_limits').deleteMany({});
    });
    await request();
  }
  const [subscriber] = await listed();
  const kinds = subscriber?.consents.map(({ kind }) => kind) ?? [];
  expect(kinds).toHaveLength(20);
  expect(kinds.slice(0, 2)).toEqual(['confirmed', 'withdrawn']);
});
