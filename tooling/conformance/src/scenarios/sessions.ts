import assert from 'node:assert/strict';
import { createMemoryTokenStorage } from '@trastienda/shop-client';
import { waitForLinkToken } from '@trastienda/testing';
import { failsWith, jsonOf, present, rejects } from '../suite/assertions.ts';
import type { Suite } from '../suite/suite.ts';
import { post, type Shop } from './shop.ts';

const PASSWORD = 'pelican granite orbit mauve 7';

/** Sign-up, and sessions by token and by cookie. */
export async function checkSessions(suite: Suite, { mug }: Shop): Promise<void> {
  const { test, send, skip, settings, runId } = suite;
  const email = `ana.account.${runId}@shop.example`;
  const outbox = settings.outboxDir;
  if (outbox === null) return skip('sessions: there is no TRASTIENDA_OUTBOX to sign up with');
  const storage = createMemoryTokenStorage();
  const ended: string[] = [];
  const client = suite.client({
    session: { kind: 'token', storage },
    onSessionEnded: ({ kind }) => ended.push(kind),
  });
  const tokenHeaders = async () => ({ authorization: `Bearer ${await storage.get()}` });

  await test('an account begins with the link of an email', async () => {
    const visitor = suite.client();
    await visitor.auth.signUp.mutate({ email, password: PASSWORD, name: 'Ana' });
    const token = await waitForLinkToken(outbox, email);
    const verified = await visitor.auth.verifyEmail.mutate({ token, password: PASSWORD });
    assert.equal(verified.email, email);
  });

  await test('a password is checked', async () => {
    const call = client.auth.signIn.mutate({ email, password: 'not the one at all' });
    await failsWith(call, 'SIGN_IN_REJECTED');
  });

  await test('a program signs in by token', async () => {
    const result = await client.auth.signIn.mutate({ email, password: PASSWORD });
    assert.equal(result.status, 'signed-in');
    assert.match((await storage.get()) ?? '', /^ts_/);
    assert.equal((await client.account.get.query()).email, email);
  });

  await test('a session knows the network and the device that it began on', async () => {
    const { sessions } = await client.account.listSessions.query();
    assert.equal(sessions.length, 1);
    assert.match(present(sessions[0]?.address, 'address of the caller'), /\/\d+$/);
  });

  await test('a customer has no permission of staff', async () => {
    await failsWith(client.admin.products.list.query({}), 'PERMISSION_MISSING');
  });

  await test('a token is sent with public queries without a difference', async () => {
    assert.equal((await client.catalog.get.query({ slug: mug.slug })).id, mug.id);
  });

  await test('a page signs in by cookie, from its own origin only', async () => {
    const signIn = (headers: Readonly<Record<string, string>>) =>
      send('/trpc/auth.signIn', post({ email, password: PASSWORD }, headers));
    await rejects(await signIn({ origin: 'https://evil.example' }), 403, 'ORIGIN_REJECTED');
    const response = await signIn({ origin: settings.origin });
    await jsonOf(response);
    const [line = ''] = response.headers.getSetCookie();
    assert.match(line, /; HttpOnly/);
    const [cookie = ''] = line.split(';');
    const own = { cookie, origin: settings.origin };
    await jsonOf(await send('/trpc/account.get', { headers: own }));

    const forged = { cookie, origin: 'https://evil.example' };
    const update = post({ name: 'Eva' }, forged);
    await rejects(await send('/trpc/account.update', update), 403, 'ORIGIN_REJECTED');
    const signedOut = await send('/trpc/auth.signOut', post('', own));
    assert.match(signedOut.headers.getSetCookie()[0] ?? '', /Max-Age=0/);
    const after = await send('/trpc/account.get', { headers: own });
    await rejects(after, 401, 'SESSION_ENDED');
    assert.equal(after.headers.get('trastienda-session'), 'ended');
  });

  await test('a sign-in keeps the cart of the guest', async () => {
    const guest = suite.client({
      guest: createMemoryTokenStorage(),
      session: { kind: 'token', storage: createMemoryTokenStorage() },
    });
    await guest.cart.add.mutate({ sku: mug.variants[0]?.sku ?? '' });
    await guest.auth.signIn.mutate({ email, password: PASSWORD });
    assert.equal((await guest.cart.get.query()).lines.length, 1);
    await guest.auth.signOut.mutate();
    assert.deepEqual((await guest.cart.get.query()).lines, []);
  });

  await test('a session that has ended is reported once, and public calls go on', async () => {
    const headers = await tokenHeaders();
    await suite.client({ headers }).auth.signOut.mutate();
    await failsWith(client.account.get.query(), 'SESSION_ENDED');
    assert.deepEqual(ended, ['session-ended']);
    const response = await send('/trpc/catalog.list', { headers });
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('trastienda-session'), 'ended');
    assert.equal(response.headers.get('cache-control'), 'no-store');
  });
}
