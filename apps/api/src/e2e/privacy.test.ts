import { readFileSync } from 'node:fs';
import type { Client } from '@trastienda/shop-client';
import type { Address } from '@trastienda/shop-contract';
import { checkInvariants } from '@trastienda/shop-invariants';
import { productFixture } from '@trastienda/shop-testing';
import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findTraces, type Trace } from '../testing/find-traces.ts';
import { createTokenClient, PASSWORD, person, reasonOf, signIn } from '../testing/people.ts';
import { useBackend } from '../testing/start-backend.ts';
import { RETAINED_DATA } from './retained-data.ts';

const MINUTE_MS = 60_000;

let aheadMs = 0;

const clock = { now: () => new Date(Date.now() + aheadMs) };
const backend = await useBackend({ buying: { clock } });

afterAll(async () => {
  expect(await checkInvariants(backend.server.uri)).toEqual([]);
});

/** Unique name, address and email address in the database. */
const NAME = 'Zwirbelina Quäxström';
const EMAILS = {
  first: 'Zwirbelina.Q@Flonkertäl.example',
  second: 'quaxi.zwirb@knorzbude.example',
  wanted: 'zwirbi3@pumpelwerk.example',
};
/** What an email to the address has whole: its domain goes out in ASCII. */
const mailboxOf = (email: string) => email.slice(0, email.indexOf('@') + 1);
const ADDRESS: Address = {
  name: NAME,
  company: 'Zworgel & Söhne',
  line1: 'Wobbelgasse 77',
  line2: 'Hinterhaus Krzlm',
  city: 'Plonkenheim',
  postalCode: 'QX-9917',
  region: null,
  country: 'ES',
  phone: '+34 955 010 771',
};
const OTHER_ADDRESS: Address = { ...ADDRESS, line1: 'Schnorpsweg 8', company: null };
const PERSONAL = [
  ...['Zwirbelina', 'Quäxström'],
  ...Object.values(EMAILS),
  ...['Zwirbelina.Q', 'quaxi.zwirb', 'zwirbi3'],
  ...['Zworgel', 'Wobbelgasse', 'Krzlm', 'Plonkenheim', 'QX-9917', '955 010 771', 'Schnorpsweg'],
];

const traces = () => findTraces(backend.server, PERSONAL);

const covers = (field: string, path: string) => path === field || path.startsWith(`${field}.`);

/** What the documented list does not have. */
function undocumented(found: readonly Trace[]): Trace[] {
  return found.filter(
    ({ collection, path }) =>
      !RETAINED_DATA.some(
        (data) =>
          data.collection === collection && data.fields.some((field) => covers(field, path)),
      ),
  );
}

/** Two of something to buy; gives its SKU. */
async function offer(): Promise<string> {
  const { variants } = productFixture();
  const inventory = { isTracked: true, quantity: 5, policy: 'deny' } as const;
  const product = await backend.staff.admin.products.create.mutate(
    productFixture({
      variants: variants.map((variant) => ({ ...variant, inventory, requiresShipping: false })),
    }),
  );
  return product.variants[0]?.sku ?? '';
}

async function start(client: Client, email: string): Promise<string> {
  const { id } = await client.checkout.start.mutate({
    ...{ email, shippingAddress: ADDRESS, billingAddress: OTHER_ADDRESS },
  });
  return id;
}

async function pay(client: Client, checkoutId: string): Promise<void> {
  const paymentMethod = 'pm_test_approve';
  await client.checkout.pay.mutate({ checkoutId, paymentMethod });
}

async function buy(client: Client, email: string): Promise<{ orderId: string; sku: string }> {
  const sku = await offer();
  await client.cart.add.mutate({ sku, quantity: 2 });
  const checkoutId = await start(client, email);
  await pay(client, checkoutId);
  const call = { checkoutId };
  const { orderId } = await client.checkout.complete.mutate(call);
  return { orderId: orderId ?? '', sku };
}

/** Everything that a buyer and the shop do with orders, in words that name the buyer. */
async function order(client: Client): Promise<void> {
  const { staff } = backend;
  const { orderId, sku } = await buy(client, EMAILS.first);
  const lines = [{ sku, quantity: 1 }];
  await staff.admin.orders.changeAddress.mutate({ orderId, shippingAddress: ADDRESS });
  await staff.admin.orders.addNote.mutate({ orderId, text: `${NAME} has called.` });
  await staff.admin.orders.fulfil.mutate({ orderId });
  const asked = await client.orders.requestReturn.mutate({
    ...{ orderId, lines, reason: `Too small for ${NAME}` },
  });
  await staff.admin.orders.resolveReturn.mutate({
    ...{ orderId, returnId: asked.returns[0]?.id ?? '', decision: 'accepted' },
    answer: `Dear ${NAME}`,
  });
  const what = { kind: 'lines', lines, restock: true } as const;
  await staff.admin.orders.refund.mutate({
    orderId,
    what,
    reason: `${NAME} sent it back`,
  });

  const another = await buy(client, EMAILS.first);
  await client.orders.cancel.mutate({ orderId: another.orderId, reason: `${NAME} thinks better` });
}

/** Signs up twice, follows the second link, and gives the first one's token. */
async function signUpTwice(): Promise<string> {
  const { visitor, emails } = backend;
  const signUp = () =>
    visitor.auth.signUp.mutate({ email: EMAILS.first, password: PASSWORD, name: NAME });
  await signUp();
  const older = await emails.secretFor(mailboxOf(EMAILS.first));
  await signUp();
  const newer = await emails.secretFor(mailboxOf(EMAILS.first));
  await visitor.auth.verifyEmail.mutate({ token: newer, password: PASSWORD });
  return older;
}

/** The cart of a guest, which a person claims after signing in. */
async function shopAsGuest(email: string): Promise<void> {
  let guestToken: string | null = null;
  const guest = {
    get: () => guestToken,
    set: (made: string) => {
      guestToken = made;
    },
  };
  const visitor = backend.client({ guest });
  await visitor.cart.add.mutate({ sku: await offer(), quantity: 1 });
  const { client } = createTokenClient(backend, { guest });
  await client.auth.signIn.mutate({ email, password: PASSWORD });
  await client.cart.claim.mutate();
}

/** A message with an answer, and a subscription; a token is accepted some seconds after its issue. */
async function useForms(): Promise<void> {
  const { visitor, staff, emails } = backend;
  const tokenOf = async (form: 'contact' | 'newsletter') =>
    (await visitor.forms.token.query({ form })).token;
  const tokens = { contact: await tokenOf('contact'), newsletter: await tokenOf('newsletter') };
  aheadMs = 5000;
  const message = `${NAME} has a question.`;
  await visitor.forms.contact.mutate({
    ...{ token: tokens.contact, name: NAME, email: EMAILS.first, message },
  });
  const { items } = await staff.admin.messages.list.query({});
  const answer = { messageId: items[0]?.id ?? '', text: `Dear ${NAME}` };
  await staff.admin.messages.answer.mutate(answer);
  await visitor.forms.newsletter.mutate({
    ...{ token: tokens.newsletter, email: EMAILS.first, textVersion: '1' },
  });
  const token = await emails.secretFor(mailboxOf(EMAILS.first));
  await visitor.forms.confirmNewsletter.mutate({ token });
  aheadMs = 0;
}

async function changeEmail(client: Client): Promise<void> {
  const { visitor, emails } = backend;
  await client.account.requestEmailChange.mutate({ email: EMAILS.second });
  for (const side of [EMAILS.first, EMAILS.second]) {
    const token = await emails.secretFor(mailboxOf(side));
    await visitor.auth.confirmEmailChange.mutate({ token });
  }
}

async function addSecondFactor(client: Client): Promise<void> {
  const { secret } = await client.account.startTotp.mutate();
  const totp = new TOTP({ secret: Secret.fromBase32(secret) });
  await client.account.confirmTotp.mutate({ code: totp.generate() });
  await client.account.replaceRecoveryCodes.mutate();
}

describe('a person who has used every part of the shop and deletes the account', () => {
  const olderSignUps: string[] = [];
  const openSecrets = { reset: '', change: '', challenge: '' };
  let client: Client;
  let sessionToken = '';

  beforeAll(async () => {
    const { visitor, staff, emails } = backend;
    olderSignUps.push(await signUpTwice());
    await shopAsGuest(EMAILS.first);
    const somebody = await signIn(backend, EMAILS.first);
    client = somebody.client;
    sessionToken = somebody.token;
    // A person who does everything is on the staff too.
    await person(backend, 'owner');
    await staff.admin.accounts.setRole.mutate({ id: somebody.id, role: 'owner' });
    await client.account.update.mutate({ name: `${NAME} again`, locale: 'es' });
    await client.account.update.mutate({ name: NAME });
    await client.admin.apiKeys.create.mutate({
      name: `ERP of ${NAME}`,
      permissions: ['catalog:read'],
    });
    await order(client);
    await useForms();
    for (const address of [ADDRESS, OTHER_ADDRESS]) await client.addresses.add.mutate({ address });
    expect((await client.addresses.get.query()).addresses).toHaveLength(2);

    // An abandoned checkout that expires, and one that is open, with money set aside for it.
    await client.cart.add.mutate({ sku: await offer(), quantity: 1 });
    await start(client, EMAILS.first);
    aheadMs = 60 * MINUTE_MS;
    await backend.runBackground();
    aheadMs = 0;
    // Before the account has that address.
    await visitor.auth.signUp.mutate({ email: EMAILS.second, password: PASSWORD, name: NAME });
    olderSignUps.push(await emails.secretFor(mailboxOf(EMAILS.second)));
    await changeEmail(client);
    await pay(client, await start(client, EMAILS.second));

    // Strangers make use of the address.
    const stranger = await person(backend);
    await stranger.client.account.requestEmailChange.mutate({ email: EMAILS.second });
    await visitor.auth.signUp.mutate({ email: EMAILS.second, password: PASSWORD, name: NAME });
    const wrong = createTokenClient(backend).client;
    const guess = { email: EMAILS.second, password: `not ${PASSWORD}` };
    expect(await reasonOf(wrong.auth.signIn.mutate(guess))).toBe('SIGN_IN_REJECTED');

    // What is open when the account goes.
    await client.account.requestEmailChange.mutate({ email: EMAILS.wanted });
    openSecrets.change = await emails.secretFor(EMAILS.wanted);
    await visitor.auth.requestPasswordReset.mutate({ email: EMAILS.second });
    openSecrets.reset = await emails.secretFor(EMAILS.second);
    await addSecondFactor(client);
    const second = await createTokenClient(backend).client.auth.signIn.mutate({
      ...{ email: EMAILS.second, password: PASSWORD },
    });
    if (second.status !== 'second-factor-required') throw new Error('No second factor is wanted.');
    openSecrets.challenge = second.challenge;
  });

  test('has left data in every part of the database before', async () => {
    const collections = new Set((await traces()).map(({ collection }) => collection));
    const expected = ['accounts', 'api_keys', 'checkouts', 'one_time_tokens', 'orders', 'payments'];
    for (const name of expected) expect(collections).toContain(name);
  });

  test('leaves only the documented data, as soon as the call has returned', async () => {
    await client.account.delete.mutate();
    expect(undocumented(await traces())).toEqual([]);
    await backend.emails.to(EMAILS.second);
    await backend.runBackground();
    await backend.sendWebhooks();
    await backend.runBackground();
    const left = await traces();
    expect(undocumented(left)).toEqual([]);
    // Whatever the list has is there: nothing stands in it that could go.
    for (const { collection, fields } of RETAINED_DATA) {
      for (const field of fields) {
        const isThere = left.some(
          (trace) => trace.collection === collection && covers(field, trace.path),
        );
        expect({ collection, field, isThere }).toEqual({ collection, field, isThere: true });
      }
    }
  });

  test('cannot sign in with any credential of the account', async () => {
    const { visitor } = backend;
    const { reset, change, challenge } = openSecrets;
    const password = PASSWORD;
    const { completeSignIn } = createTokenClient(backend).client.auth;
    const calls = [
      ...olderSignUps.map((token) => () => visitor.auth.verifyEmail.mutate({ token, password })),
      () => visitor.auth.resetPassword.mutate({ token: reset, password }),
      () => visitor.auth.confirmEmailChange.mutate({ token: change }),
      () => completeSignIn.mutate({ challenge, secondFactor: { code: '000000' } }),
    ];
    for (const call of calls) expect(await reasonOf(call())).toBe('LINK_INVALID');
    const session = backend.client({ token: sessionToken });
    expect(await reasonOf(session.account.get.query())).toBe('SESSION_ENDED');
    for (const email of Object.values(EMAILS)) {
      expect((await backend.staff.admin.accounts.list.query({ email })).items).toEqual([]);
    }
  });

  test('no longer reserves stock, and gets authorized money back', async () => {
    const counted = { open: -1, authorized: -1 };
    await backend.server.withClient(async (mongo) => {
      const count = (name: string, filter: object) =>
        mongo.db().collection(name).countDocuments(filter);
      counted.open = await count('checkouts', { status: 'open' });
      counted.authorized = await count('payments', { status: 'authorized' });
    });
    expect(counted).toEqual({ open: 0, authorized: 0 });
  });

  test('is erased completely once no call can be running', async () => {
    const { accounts } = backend.database;
    aheadMs = 20 * MINUTE_MS;
    const now = new Date(Date.now() + aheadMs);
    expect(await accounts.listErasable(now, 10)).toHaveLength(1);
    await backend.runBackground();
    expect(await accounts.listErasable(now, 10)).toEqual([]);
    expect(undocumented(await traces())).toEqual([]);
  });
});

test('the search finds personal data in every encoding that a database can store', async () => {
  const secret = `xyzzy ${EMAILS.first}`;
  const hidden: Record<string, unknown> = {
    plain: NAME.toUpperCase(),
    decomposed: NAME.normalize('NFD'),
    ascii: 'zwirbelina.q@xn--flonkertl-02a.example',
    json: JSON.stringify({ deep: [{ email: EMAILS.first }] }),
    base64: Buffer.from(secret).toString('base64'),
    base64url: `v1.${Buffer.from(`x${secret}`).toString('base64url')}`,
    hex: Buffer.from(secret).toString('hex'),
    percents: encodeURIComponent(secret),
    bytes: Buffer.from(secret),
    wide: Buffer.from(secret, 'utf16le'),
    [`name ${EMAILS.wanted.replaceAll('.', '_')}`]: 1,
    list: [[{ text: secret }]],
  };
  await backend.server.withClient(async (mongo) => {
    const collection = mongo.db().collection('hiding_places');
    await collection.insertOne(hidden);
  });
  const found = (await traces()).filter(({ collection }) => collection === 'hiding_places');
  const places = new Set(found.map(({ path }) => path.split('.')[0]));
  expect([...places].sort()).toEqual(
    Object.keys(hidden)
      .filter((key) => key !== '_id')
      .sort(),
  );
  await backend.server.withClient((mongo) => mongo.db().dropCollection('hiding_places'));
});

test('docs/ACCOUNTS.md lists the retained data', () => {
  const text = readFileSync(new URL('../../../../docs/ACCOUNTS.md', import.meta.url), 'utf8');
  const table = text.slice(text.search(/\| collection +\| fields/)).split('\n\n')[0] ?? '';
  const rows = table
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  expect(rows).toEqual(
    RETAINED_DATA.map(({ collection, fields, keptFor, why }) => [
      `\`${collection}\``,
      fields.map((field) => `\`${field}\``).join(', '),
      keptFor,
      why,
    ]),
  );
});
