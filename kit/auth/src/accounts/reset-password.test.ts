import { describe, expect, test } from 'vitest';
import { NEW_PASSWORD, PASSWORD, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { secretIn } from '../testing/test-emails.ts';
import { OPERATOR_ORIGIN } from '../testing/test-roles.ts';

const fixture = await useTestAuth();

const request = (email: string) => fixture.auth.requestPasswordReset({ email }, VISITOR);
const reset = (token: string, password = NEW_PASSWORD) =>
  fixture.auth.resetPassword({ token, password }, VISITOR);
const invalid = { reason: 'LINK_INVALID' };

/** Requests a reset and returns the secret of the emailed link. */
async function linkFor(email: string): Promise<string> {
  await request(email);
  return fixture.linkTo(email);
}

describe('resetting a password', () => {
  test('sets the new password, ends every session and sends a notice', async () => {
    const { email, token } = await fixture.person();
    await reset(await linkFor(email));
    expect(await fixture.authenticator.authenticate(token)).toMatchObject({
      hasEndedSession: true,
    });
    await expect(fixture.signIn(email)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
    await fixture.signIn(email, NEW_PASSWORD);
    const message = (await fixture.emailsTo(email)).at(-1);
    expect(message?.subject).toMatch(/password/i);
    expect(message?.text).not.toContain('#token=');
  });

  test('revokes the API keys that the account created, unlike a change of password', async () => {
    const { email, actor, origin } = await fixture.person('owner');
    const { key } = await fixture.apiKeys.create(
      { name: 'ERP', permissions: ['notes:read'], expiresInDays: 1 },
      origin,
    );
    const changed = 'ember quince 88 lagoon vowel';
    const passwords = { currentPassword: PASSWORD, newPassword: changed };
    await fixture.account.changePassword(actor, passwords, origin);
    expect(await fixture.authenticator.authenticate(key)).toMatchObject({ kind: 'machine' });
    await reset(await linkFor(email));
    await expect(fixture.authenticator.authenticate(key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
  });

  test('proves access to the mailbox, which the account records', async () => {
    const { email, actor } = await fixture.person();
    const verifiedAt = async () =>
      (await fixture.database.accounts.find(actor.accountId))?.emailVerifiedAt;
    const before = await verifiedAt();
    fixture.advance(60_000);
    await reset(await linkFor(email));
    expect(await verifiedAt()).toEqual(new Date((before?.getTime() ?? 0) + 60_000));
  });

  test('works once per link, and voids all other reset links', async () => {
    const { email } = await fixture.person();
    const first = await linkFor(email);
    const second = await linkFor(email);
    await reset(second);
    await expect(reset(second)).rejects.toMatchObject(invalid);
    await expect(reset(first)).rejects.toMatchObject(invalid);
  });

  test('lets one of two callers with the same link win', async () => {
    const { email } = await fixture.person();
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
    await fixture.signIn(email, winner);
    await expect(fixture.signIn(email, loser)).rejects.toMatchObject({
      reason: 'SIGN_IN_REJECTED',
    });
  });

  test('ends half an hour after the link was asked for', async () => {
    const { email } = await fixture.person();
    const token = await linkFor(email);
    fixture.advance(30 * 60_000);
    await expect(reset(token)).rejects.toMatchObject(invalid);
  });

  test('does not consume the link on an unacceptable password', async () => {
    const { email } = await fixture.person();
    const token = await linkFor(email);
    await expect(reset(token, 'short')).rejects.toMatchObject({
      reason: 'PASSWORD_UNACCEPTABLE',
      fields: { password: [expect.any(String)] },
    });
    await reset(token);
  });

  test('responds the same for an address without an account, and sends nothing to it', async () => {
    const email = fixture.newEmail();
    expect(await request(email)).toEqual({ acknowledged: true });
    expect(await fixture.emailsTo(email)).toEqual([]);
  });

  test('emails the stored address of the account, not another spelling of it', async () => {
    const { email } = await fixture.person();
    const spelling = email.toUpperCase();
    await request(spelling);
    expect(await fixture.emailsTo(spelling)).toEqual([]);
    secretIn((await fixture.emailsTo(email)).at(-1));
  });

  test('is void once the account is disabled', async () => {
    const { email, id } = await fixture.person();
    const token = await linkFor(email);
    await fixture.accounts.disable({ id }, OPERATOR_ORIGIN);
    await fixture.accounts.enable({ id }, OPERATOR_ORIGIN);
    await expect(reset(token)).rejects.toMatchObject(invalid);
  });

  test('is void after the password was changed, even for a link stored after that', async () => {
    const { email, actor, origin } = await fixture.person();
    const token = await linkFor(email);
    const { sessionId } = actor;
    let stored: object = {};
    await fixture.server.withClient(async (client) => {
      stored =
        (await client.db().collection('one_time_tokens').findOne({ accountId: actor.accountId })) ??
        {};
    });
    const passwords = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
    await fixture.account.changePassword(actor, passwords, origin);
    await fixture.server.withClient((client) =>
      client.db().collection('one_time_tokens').insertOne(stored),
    );
    await expect(reset(token)).rejects.toMatchObject(invalid);
    expect((await fixture.account.listSessions(actor)).sessions).toMatchObject([{ id: sessionId }]);
  });

  test('sets the first password of an owner created by a command', async () => {
    const email = fixture.newEmail();
    const made = await fixture.operator.makeOwner({ email, name: 'Ana' });
    await reset(made.resetToken);
    const owner = await fixture.signIn(email, NEW_PASSWORD);
    expect(owner.actor).toMatchObject({ accountId: made.accountId, role: 'owner' });
  });
});
