import { OPERATOR_ORIGIN } from '@trastienda/contract';
import { describe, expect, it } from 'vitest';
import { NEW_PASSWORD, PASSWORD, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { enrol } from '../testing/totp-device.ts';

const test = await useTestAuth();

const makeOwner = (email: string) => test.operator.makeOwner({ email, name: 'Ana' });

describe('making an owner', () => {
  it('makes an account that needs no mail, and gives a link for a day to set its password', async () => {
    const email = test.newEmail();
    const { accountId, resetToken } = await makeOwner(email);
    expect(resetToken).toMatch(/^[\w-]{43}$/);
    expect(await test.accounts.get({ id: accountId })).toMatchObject({ email, role: 'owner' });
    expect(await test.mailsTo(email)).toEqual([]);
    const { items } = await test.audit.list({ subjectId: accountId, limit: 5 });
    expect(items).toMatchObject([
      { action: 'account.created', actor: { kind: 'operator', id: null } },
    ]);
  });

  it('again gives another link and voids the first', async () => {
    const email = test.newEmail();
    const first = await makeOwner(email);
    const second = await makeOwner(email.toUpperCase());
    expect(second.accountId).toBe(first.accountId);
    const reset = (token: string) =>
      test.auth.resetPassword({ token, password: NEW_PASSWORD }, VISITOR);
    await expect(reset(first.resetToken)).rejects.toMatchObject({ reason: 'LINK_INVALID' });
    await reset(second.resetToken);
    await test.signIn(email, NEW_PASSWORD);
  });

  it('of an account that there is leaves nothing to whoever had it, and lets its owner in', async () => {
    const { email, id, token, actor, origin } = await test.person('owner');
    const made = await test.apiKeys.create(
      { name: 'ERP', permissions: ['catalog:read'], expiresInDays: 1 },
      origin,
    );
    const device = await enrol(test, actor, origin);
    const begun = await test.auth.signIn({ email, password: PASSWORD }, VISITOR);
    const challenge = begun.kind === 'second-factor' ? begun.required.challenge : '';
    await test.account.requestEmailChange(actor, { email: test.newEmail() }, origin);
    await test.auth.requestPasswordReset({ email }, VISITOR);
    const mailed = await test.linkTo(email);

    const { accountId, resetToken } = await makeOwner(email);
    expect(accountId).toBe(id);
    expect(await test.authenticator.authenticate(token)).toMatchObject({ hasEndedSession: true });
    await expect(test.authenticator.authenticate(made.key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
    await expect(test.signIn(email)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
    const secondFactor = { code: device.code() };
    await expect(
      test.auth.completeSignIn({ challenge, secondFactor }, VISITOR),
    ).rejects.toMatchObject({ reason: 'LINK_INVALID' });
    const reset = (secret: string) =>
      test.auth.resetPassword({ token: secret, password: NEW_PASSWORD }, VISITOR);
    await expect(reset(mailed)).rejects.toMatchObject({ reason: 'LINK_INVALID' });
    expect((await test.database.accounts.find(id))?.emailChange).toBeNull();

    await reset(resetToken);
    const { actor: after } = await test.signIn(email, NEW_PASSWORD);
    expect(after.role).toBe('owner');
    expect(await test.account.get(after)).toMatchObject({
      hasSecondFactor: false,
      recoveryCodes: 0,
    });
  });

  it('of a disabled account enables it', async () => {
    const { email, id } = await test.person();
    await test.accounts.disable({ id }, OPERATOR_ORIGIN);
    const { resetToken } = await makeOwner(email);
    await test.auth.resetPassword({ token: resetToken, password: NEW_PASSWORD }, VISITOR);
    expect((await test.signIn(email, NEW_PASSWORD)).actor.role).toBe('owner');
    const { items } = await test.audit.list({ subjectId: id, limit: 20 });
    expect(items.map(({ action }) => action)).toEqual(
      expect.arrayContaining([
        'account.credentials-voided',
        'account.enabled',
        'account.role-changed',
      ]),
    );
  });

  it('twice at once makes one account', async () => {
    const email = test.newEmail();
    const results = await Promise.allSettled([makeOwner(email), makeOwner(email)]);
    expect(results).toContainEqual(expect.objectContaining({ status: 'fulfilled' }));
    expect((await test.accounts.list({ email, limit: 5 })).items).toHaveLength(1);
  });

  it('refuses what is not an email address', async () => {
    await expect(makeOwner('nobody')).rejects.toMatchObject({
      reason: 'INPUT_INVALID',
      fields: { email: [expect.any(String)] },
    });
  });

  it('refuses a name that nobody has', async () => {
    const owner = test.operator.makeOwner({ email: test.newEmail(), name: ' ' });
    await expect(owner).rejects.toMatchObject({
      reason: 'INPUT_INVALID',
      fields: { name: [expect.any(String)] },
    });
  });
});
