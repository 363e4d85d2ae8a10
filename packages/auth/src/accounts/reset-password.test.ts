import { OPERATOR_ORIGIN } from '@trastienda/contract';
import { describe, expect, it } from 'vitest';
import { NEW_PASSWORD, PASSWORD, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { secretIn } from '../testing/test-mails.ts';

const test = await useTestAuth();

const request = (email: string) => test.auth.requestPasswordReset({ email }, VISITOR);
const reset = (token: string, password = NEW_PASSWORD) =>
  test.auth.resetPassword({ token, password }, VISITOR);
const invalid = { reason: 'LINK_INVALID' };

/** Asks for a reset and reads the mail's link. */
async function linkFor(email: string): Promise<string> {
  await request(email);
  return test.linkTo(email);
}

describe('resetting a password', () => {
  it('puts the new one in place, ends every session and says so by mail', async () => {
    const { email, token } = await test.person();
    await reset(await linkFor(email));
    expect(await test.authenticator.authenticate(token)).toMatchObject({ hasEndedSession: true });
    await expect(test.signIn(email)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
    await test.signIn(email, NEW_PASSWORD);
    const mail = (await test.mailsTo(email)).at(-1);
    expect(mail?.subject).toMatch(/password/i);
    expect(mail?.text).not.toContain('#token=');
  });

  it('revokes the API keys that the account has made, which a change of password does not', async () => {
    const { email, actor, origin } = await test.person('owner');
    const { key } = await test.apiKeys.create(
      { name: 'ERP', permissions: ['catalog:read'], expiresInDays: 1 },
      origin,
    );
    const changed = 'ember quince 88 lagoon vowel';
    const passwords = { currentPassword: PASSWORD, newPassword: changed };
    await test.account.changePassword(actor, passwords, origin);
    expect(await test.authenticator.authenticate(key)).toMatchObject({ kind: 'machine' });
    await reset(await linkFor(email));
    await expect(test.authenticator.authenticate(key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
  });

  it('works once per link, and voids the other links that were asked for', async () => {
    const { email } = await test.person();
    const first = await linkFor(email);
    const second = await linkFor(email);
    await reset(second);
    await expect(reset(second)).rejects.toMatchObject(invalid);
    await expect(reset(first)).rejects.toMatchObject(invalid);
  });

  it('of two with one link at once lets one win', async () => {
    const { email } = await test.person();
    const token = await linkFor(email);
    const passwords = [NEW_PASSWORD, 'ember quince 88 lagoon vowel'];
    const results = await Promise.allSettled(passwords.map((password) => reset(token, password)));
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining(invalid),
    });
    const winner = passwords[results.findIndex(({ status }) => status === 'fulfilled')] ?? '';
    const loser = passwords.find((password) => password !== winner) ?? '';
    await test.signIn(email, winner);
    await expect(test.signIn(email, loser)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
  });

  it('ends half an hour after the link was asked for', async () => {
    const { email } = await test.person();
    const token = await linkFor(email);
    test.advance(30 * 60_000);
    await expect(reset(token)).rejects.toMatchObject(invalid);
  });

  it('does not spend the link on a password that is not acceptable', async () => {
    const { email } = await test.person();
    const token = await linkFor(email);
    await expect(reset(token, 'short')).rejects.toMatchObject({
      reason: 'PASSWORD_UNACCEPTABLE',
      fields: { password: [expect.any(String)] },
    });
    await reset(token);
  });

  it('answers the same for an address without account, and mails nothing to it', async () => {
    const email = test.newEmail();
    expect(await request(email)).toEqual({ acknowledged: true });
    expect(await test.mailsTo(email)).toEqual([]);
  });

  it('mails to the address that the account has, not to another spelling of it', async () => {
    const { email } = await test.person();
    const spelling = email.toUpperCase();
    await request(spelling);
    expect(await test.mailsTo(spelling)).toEqual([]);
    secretIn((await test.mailsTo(email)).at(-1));
  });

  it('is void once the account is disabled', async () => {
    const { email, id } = await test.person();
    const token = await linkFor(email);
    await test.accounts.disable({ id }, OPERATOR_ORIGIN);
    await test.accounts.enable({ id }, OPERATOR_ORIGIN);
    await expect(reset(token)).rejects.toMatchObject(invalid);
  });

  it('is void once the password was changed, even for a link that was stored after that', async () => {
    const { email, actor, origin } = await test.person();
    const token = await linkFor(email);
    const { sessionId } = actor;
    let stored: object = {};
    await test.server.withClient(async (client) => {
      stored =
        (await client.db().collection('one_time_tokens').findOne({ accountId: actor.accountId })) ??
        {};
    });
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    await test.account.changePassword(actor, passwords, origin);
    await test.server.withClient((client) =>
      client.db().collection('one_time_tokens').insertOne(stored),
    );
    await expect(reset(token)).rejects.toMatchObject(invalid);
    expect((await test.account.listSessions(actor)).sessions).toMatchObject([{ id: sessionId }]);
  });

  it('sets the first password of an owner whom a command made', async () => {
    const email = test.newEmail();
    const made = await test.operator.makeOwner({ email, name: 'Ana' });
    await reset(made.resetToken);
    const owner = await test.signIn(email, NEW_PASSWORD);
    expect(owner.actor).toMatchObject({ accountId: made.accountId, role: 'owner' });
  });
});
