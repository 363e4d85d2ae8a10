import type { CallOrigin } from '@trastienda/base';
import { runCount } from '@trastienda/testing/vitest';
import { beforeEach, describe, expect, test } from 'vitest';
import { PASSWORD, type TestAuth, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import {
  OPERATOR_ORIGIN,
  PERMISSIONS,
  type Permission,
  ROLE_PERMISSIONS,
} from '../testing/test-roles.ts';
import { enrollTotp } from '../testing/totp-device.ts';

const fixture = await useTestAuth();

// The last owner is counted over the whole database, so each test starts with an empty one.
beforeEach(() => fixture.server.clear());

const lastOwner = { reason: 'ACCOUNT_LAST_OWNER' };

describe('a change of role', () => {
  test('applies to live sessions at once, in every process', async () => {
    const owner = await fixture.person('owner');
    const staff = await fixture.person('staff');
    const elsewhere = fixture.another();
    for (const role of ['manager', 'member', 'owner'] as const) {
      const view = await fixture.accounts.setRole({ id: staff.id, role }, owner.origin);
      expect(view).toMatchObject({ id: staff.id, role });
      expect(await elsewhere.authenticator.authenticate(staff.token)).toMatchObject({
        role,
        permissions: ROLE_PERMISSIONS[role],
      });
    }
    const { items } = await fixture.audit.list({ action: 'account.role-changed', limit: 1 });
    expect(items).toMatchObject([
      {
        actor: { kind: 'account', id: owner.id },
        subjectId: staff.id,
        details: { from: 'member', to: 'owner' },
      },
    ]);
  });

  test('revokes the API keys of an account that loses a permission, and no others', async () => {
    const owner = await fixture.person('owner');
    const second = await fixture.person('owner');
    const create = (origin: typeof owner.origin) =>
      fixture.apiKeys.create(
        { name: 'ERP', permissions: ['notes:read'], expiresInDays: 1 },
        origin,
      );
    const kept = await create(owner.origin);
    const lost = await create(second.origin);
    await fixture.accounts.setRole({ id: second.id, role: 'manager' }, owner.origin);
    expect(await fixture.authenticator.authenticate(kept.key)).toMatchObject({ kind: 'machine' });
    await expect(fixture.authenticator.authenticate(lost.key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
  });

  test('cannot exceed the permissions of its caller: systems neither create nor change owners', async () => {
    const owner = await fixture.person('owner');
    const member = await fixture.person();
    const refused = { reason: 'PERMISSION_MISSING' };
    const system = (...permissions: Permission[]): CallOrigin => ({
      ...VISITOR,
      actor: { kind: 'machine', name: 'crm', keyId: 'f'.repeat(24), permissions },
    });
    const partly = system('accounts:write');
    for (const role of ['owner', 'manager', 'staff'] as const) {
      const raise = fixture.accounts.setRole({ id: member.id, role }, partly);
      await expect(raise).rejects.toMatchObject(refused);
    }
    const { id } = owner;
    await expect(fixture.accounts.setRole({ id, role: 'member' }, partly)).rejects.toMatchObject(
      refused,
    );
    await expect(fixture.accounts.disable({ id }, partly)).rejects.toMatchObject(refused);
    await fixture.accounts.disable({ id: member.id }, partly);
    await fixture.accounts.enable({ id: member.id }, partly);
    const staffed = system('accounts:write', ...ROLE_PERMISSIONS.staff);
    await fixture.accounts.setRole({ id: member.id, role: 'staff' }, staffed);
    await fixture.accounts.setRole({ id: member.id, role: 'owner' }, system(...PERMISSIONS));
    await fixture.accounts.disable({ id }, system(...PERMISSIONS));
    await expect(fixture.accounts.enable({ id }, partly)).rejects.toMatchObject(refused);
    expect(await fixture.accounts.get({ id })).toMatchObject({ role: 'owner' });
  });

  test('checks the caller’s permissions at that moment, not at the start of the call', async () => {
    const owner = await fixture.person('owner');
    const second = await fixture.person('owner');
    await fixture.accounts.setRole({ id: second.id, role: 'manager' }, owner.origin);
    const change = fixture.accounts.setRole({ id: second.id, role: 'owner' }, second.origin);
    await expect(change).rejects.toMatchObject({ reason: 'PERMISSION_MISSING' });
  });

  test('to the current role changes and records nothing', async () => {
    const owner = await fixture.person('owner');
    await fixture.accounts.setRole({ id: owner.id, role: 'owner' }, owner.origin);
    const { items } = await fixture.audit.list({ action: 'account.role-changed', limit: 1 });
    expect(items).toEqual([]);
  });
});

describe('the last owner', () => {
  test('can neither be demoted, nor disabled, nor delete the account', async () => {
    const owner = await fixture.person('owner');
    const { id, origin, actor } = owner;
    const disabled = await fixture.person('owner');
    await fixture.accounts.disable({ id: disabled.id }, origin);
    await expect(fixture.accounts.setRole({ id, role: 'manager' }, origin)).rejects.toMatchObject(
      lastOwner,
    );
    await expect(fixture.accounts.disable({ id }, origin)).rejects.toMatchObject(lastOwner);
    await expect(fixture.account.delete(actor, origin)).rejects.toMatchObject(lastOwner);
    expect(await fixture.actorOf(owner.token)).toMatchObject({ role: 'owner' });
  });

  test('must be able to sign in: an owner without a password does not count', async () => {
    const owner = await fixture.person('owner');
    const { accountId } = await fixture.operator.makeOwner({
      email: fixture.newEmail(),
      name: 'Eva',
    });
    await expect(fixture.account.delete(owner.actor, owner.origin)).rejects.toMatchObject(
      lastOwner,
    );
    await fixture.accounts.setRole({ id: accountId, role: 'manager' }, owner.origin);
  });

  test('remains when two owners remove each other concurrently, by any means', async () => {
    await fixture.person('owner');
    for (let round = 0; round < runCount(2, 6); round += 1) {
      const { items } = await fixture.accounts.list({ role: 'owner', limit: 10 });
      const [survivor] = items.filter(({ disabledAt }) => disabledAt === null);
      const second = await fixture.person('owner');
      const ids = [survivor?.id ?? '', second.id] as const;
      const [a, b] = ids;
      const results = await Promise.allSettled(
        round % 2 === 0
          ? [
              fixture.accounts.setRole({ id: a, role: 'staff' }, OPERATOR_ORIGIN),
              fixture.accounts.setRole({ id: b, role: 'staff' }, OPERATOR_ORIGIN),
            ]
          : [
              fixture.accounts.disable({ id: a }, OPERATOR_ORIGIN),
              fixture.account.delete(second.actor, second.origin),
            ],
      );
      expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(results).toContainEqual({
        status: 'rejected',
        reason: expect.objectContaining(lastOwner),
      });
    }
  });
});

describe('disabling an account', () => {
  test('ends its sessions and API keys and rejects sign-ins until it is enabled', async () => {
    const owner = await fixture.person('owner');
    const second = await fixture.person('owner');
    const made = await fixture.apiKeys.create(
      { name: 'ERP', permissions: ['notes:read'], expiresInDays: 1 },
      second.origin,
    );
    const { id, email } = second;
    expect(await fixture.accounts.disable({ id }, owner.origin)).toMatchObject({
      disabledAt: fixture.clock.now().toISOString(),
    });
    expect(await fixture.authenticator.authenticate(second.token)).toMatchObject({
      hasEndedSession: true,
    });
    await expect(fixture.authenticator.authenticate(made.key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
    await expect(fixture.signIn(email)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
    expect(await fixture.accounts.enable({ id }, owner.origin)).toMatchObject({ disabledAt: null });
    await fixture.signIn(email);
    expect(await fixture.authenticator.authenticate(second.token)).toMatchObject({
      hasEndedSession: true,
    });
    await expect(fixture.authenticator.authenticate(made.key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
  });

  test('leaves no session behind when the account signs in at that moment', async () => {
    const owner = await fixture.person('owner');
    for (let round = 0; round < runCount(2, 8); round += 1) {
      const { id, email } = await fixture.person();
      let disabling: Promise<unknown> = Promise.resolve();
      const verify: TestAuth['hasher']['verify'] = async (hash, password) => {
        const result = await fixture.hasher.verify(hash, password);
        // Not awaited: its transaction runs concurrently with that of the sign-in.
        if (result.isCorrect) disabling = fixture.accounts.disable({ id }, owner.origin);
        return result;
      };
      const racing = fixture.another({ hasher: { ...fixture.hasher, verify } });
      await Promise.allSettled([racing.auth.signIn({ email, password: PASSWORD }, VISITOR)]);
      await disabling;
      expect(await fixture.database.sessions.allByAccount(id)).toEqual([]);
    }
  });
});

describe('removing a lost second factor', () => {
  test('allows sign-in by password alone, voids pending sign-ins, and notifies the owner', async () => {
    const owner = await fixture.person('owner');
    const { id, email, actor, origin } = await fixture.person();
    await enrollTotp(fixture, actor, origin);
    const begun = await fixture.auth.signIn({ email, password: PASSWORD }, VISITOR);
    expect(begun.kind).toBe('second-factor');
    expect(await fixture.accounts.removeSecondFactor({ id }, owner.origin)).toMatchObject({
      id,
      hasSecondFactor: false,
    });
    expect((await fixture.emailsTo(email)).at(-1)?.subject).toContain('taken off');
    await fixture.signIn(email);
    const { items } = await fixture.audit.list({ subjectId: id, limit: 2 });
    expect(items).toContainEqual(
      expect.objectContaining({
        action: 'account.second-factor-disabled',
        actor: { kind: 'account', id: owner.id },
      }),
    );
    await expect(fixture.accounts.removeSecondFactor({ id }, owner.origin)).rejects.toMatchObject({
      reason: 'SECOND_FACTOR_STATE_INVALID',
    });
  });

  test('is rejected for a caller with fewer permissions than the account', async () => {
    const owner = await fixture.person('owner');
    await enrollTotp(fixture, owner.actor, owner.origin);
    const actor = { kind: 'machine', name: 'crm', permissions: ['accounts:write'] } as const;
    const { id } = owner;
    await expect(
      fixture.accounts.removeSecondFactor({ id }, { ...VISITOR, actor }),
    ).rejects.toMatchObject({ reason: 'PERMISSION_MISSING' });
    expect(await fixture.accounts.get({ id })).toMatchObject({ hasSecondFactor: true });
  });
});

describe('the list of accounts', () => {
  test('is newest first, in pages, and filters by role or by address in any spelling', async () => {
    const owner = await fixture.person('owner');
    const member = await fixture.person();
    const page = await fixture.accounts.list({ limit: 1 });
    expect(page.items).toMatchObject([{ id: member.id }]);
    const rest = await fixture.accounts.list({ limit: 1, cursor: page.nextCursor ?? '' });
    expect(rest.items).toMatchObject([{ id: owner.id }]);
    expect((await fixture.accounts.list({ limit: 10, role: 'owner' })).items).toHaveLength(1);
    const email = member.email.toUpperCase();
    expect((await fixture.accounts.list({ limit: 10, email })).items).toMatchObject([
      { id: member.id },
    ]);
    await expect(fixture.accounts.get({ id: 'f'.repeat(24) })).rejects.toMatchObject({
      reason: 'ACCOUNT_NOT_FOUND',
    });
  });
});
