import { describe, expect, test } from 'vitest';
import { NEW_PASSWORD, PASSWORD, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { OPERATOR_ORIGIN } from '../testing/test-roles.ts';
import { enrollTotp } from '../testing/totp-device.ts';

const fixture = await useTestAuth();

const makeOwner = (email: string) => fixture.operator.makeOwner({ email, name: 'Ana' });

describe('making an owner', () => {
  test('creates an account without an email, and returns a link valid for a day to set its password', async () => {
    const email = fixture.newEmail();
    const { accountId, resetToken } = await makeOwner(email);
    expect(resetToken).toMatch(/^[\w-]{43}$/);
    expect(await fixture.accounts.get({ id: accountId })).toMatchObject({ email, role: 'owner' });
    expect(await fixture.emailsTo(email)).toEqual([]);
    const { items } = await fixture.audit.list({ subjectId: accountId, limit: 5 });
    expect(items).toMatchObject([
      { action: 'account.created', actor: { kind: 'operator', id: null } },
    ]);
  });

  test('returns another link when repeated, and voids the first', async () => {
    const email = fixture.newEmail();
    const first = await makeOwner(email);
    const second = await makeOwner(email.toUpperCase());
    expect(second.accountId).toBe(first.accountId);
    const reset = (token: string) =>
      fixture.auth.resetPassword({ token, password: NEW_PASSWORD }, VISITOR);
    await expect(reset(first.resetToken)).rejects.toMatchObject({ reason: 'LINK_INVALID' });
    await reset(second.resetToken);
    await fixture.signIn(email, NEW_PASSWORD);
  });

  test('takes an existing account from its current holder, and lets its owner in', async () => {
    const { email, id, token, actor, origin } = await fixture.person('owner');
    const made = await fixture.apiKeys.create(
      { name: 'ERP', permissions: ['notes:read'], expiresInDays: 1 },
      origin,
    );
    const device = await enrollTotp(fixture, actor, origin);
    const begun = await fixture.auth.signIn({ email, password: PASSWORD }, VISITOR);
    const challenge = begun.kind === 'second-factor' ? begun.required.challenge : '';
    await fixture.account.requestEmailChange(actor, { email: fixture.newEmail() }, origin);
    await fixture.auth.requestPasswordReset({ email }, VISITOR);
    const emailed = await fixture.linkTo(email);

    const { accountId, resetToken } = await makeOwner(email);
    expect(accountId).toBe(id);
    expect(await fixture.authenticator.authenticate(token)).toMatchObject({
      hasEndedSession: true,
    });
    await expect(fixture.authenticator.authenticate(made.key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
    await expect(fixture.signIn(email)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
    const secondFactor = { code: device.code() };
    await expect(
      fixture.auth.completeSignIn({ challenge, secondFactor }, VISITOR),
    ).rejects.toMatchObject({ reason: 'LINK_INVALID' });
    const reset = (secret: string) =>
      fixture.auth.resetPassword({ token: secret, password: NEW_PASSWORD }, VISITOR);
    await expect(reset(emailed)).rejects.toMatchObject({ reason: 'LINK_INVALID' });
    expect((await fixture.database.accounts.find(id))?.emailChange).toBeNull();

    await reset(resetToken);
    const { actor: after } = await fixture.signIn(email, NEW_PASSWORD);
    expect(after.role).toBe('owner');
    expect(await fixture.account.get(after)).toMatchObject({
      hasSecondFactor: false,
      recoveryCodes: 0,
    });
  });

  test('enables a disabled account', async () => {
    const { email, id } = await fixture.person();
    await fixture.accounts.disable({ id }, OPERATOR_ORIGIN);
    const { resetToken } = await makeOwner(email);
    await fixture.auth.resetPassword({ token: resetToken, password: NEW_PASSWORD }, VISITOR);
    expect((await fixture.signIn(email, NEW_PASSWORD)).actor.role).toBe('owner');
    const { items } = await fixture.audit.list({ subjectId: id, limit: 20 });
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'account.credentials-voided',
        'account.enabled',
        'account.role-changed',
      ]),
    );
  });

  test('twice at once creates one account', async () => {
    const email = fixture.newEmail();
    const results = await Promise.allSettled([makeOwner(email), makeOwner(email)]);
    expect(results).toContainEqual(expect.objectContaining({ status: 'fulfilled' }));
    expect((await fixture.accounts.list({ email, limit: 5 })).items).toHaveLength(1);
  });

  test('rejects an invalid email address', async () => {
    await expect(makeOwner('nobody')).rejects.toMatchObject({
      reason: 'INPUT_INVALID',
      fields: { email: [expect.any(String)] },
    });
  });

  test('rejects an invalid name', async () => {
    const owner = fixture.operator.makeOwner({ email: fixture.newEmail(), name: ' ' });
    await expect(owner).rejects.toMatchObject({
      reason: 'INPUT_INVALID',
      fields: { name: [expect.any(String)] },
    });
  });
});
