import {
  type CallOrigin,
  OPERATOR_ORIGIN,
  PERMISSIONS,
  type Permission,
  ROLE_PERMISSIONS,
} from '@trastienda/contract';
import { beforeEach, describe, expect, it } from 'vitest';
import { PASSWORD, type TestAuth, useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { enrol } from '../testing/totp-device.ts';

const test = await useTestAuth();

// The last owner is one of the whole database, so each test has an empty one.
beforeEach(() => test.server.clear());

const lastOwner = { reason: 'ACCOUNT_LAST_OWNER' };

describe('a change of role', () => {
  it('holds for live sessions at once, in every process', async () => {
    const owner = await test.person('owner');
    const staff = await test.person('staff');
    const elsewhere = test.another();
    for (const role of ['manager', 'customer', 'owner'] as const) {
      const view = await test.accounts.setRole({ id: staff.id, role }, owner.origin);
      expect(view).toMatchObject({ id: staff.id, role });
      expect(await elsewhere.authenticator.authenticate(staff.token)).toMatchObject({
        role,
        permissions: ROLE_PERMISSIONS[role],
      });
    }
    const { items } = await test.audit.list({ action: 'account.role-changed', limit: 1 });
    expect(items).toMatchObject([
      {
        actor: { kind: 'account', id: owner.id },
        subjectId: staff.id,
        details: { from: 'customer', to: 'owner' },
      },
    ]);
  });

  it('revokes the API keys of somebody who loses a permission, and of nobody else', async () => {
    const owner = await test.person('owner');
    const second = await test.person('owner');
    const create = (origin: typeof owner.origin) =>
      test.apiKeys.create({ name: 'ERP', permissions: ['catalog:read'], expiresInDays: 1 }, origin);
    const kept = await create(owner.origin);
    const lost = await create(second.origin);
    await test.accounts.setRole({ id: second.id, role: 'manager' }, owner.origin);
    expect(await test.authenticator.authenticate(kept.key)).toMatchObject({ kind: 'machine' });
    await expect(test.authenticator.authenticate(lost.key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
  });

  it('never goes beyond what its caller may: systems make no owners and change none', async () => {
    const owner = await test.person('owner');
    const customer = await test.person();
    const refused = { reason: 'PERMISSION_MISSING' };
    const system = (...permissions: Permission[]): CallOrigin => ({
      ...VISITOR,
      actor: { kind: 'machine', name: 'crm', keyId: 'f'.repeat(24), permissions },
    });
    const partly = system('accounts:write');
    for (const role of ['owner', 'manager', 'staff'] as const) {
      const raise = test.accounts.setRole({ id: customer.id, role }, partly);
      await expect(raise).rejects.toMatchObject(refused);
    }
    const { id } = owner;
    await expect(test.accounts.setRole({ id, role: 'customer' }, partly)).rejects.toMatchObject(
      refused,
    );
    await expect(test.accounts.disable({ id }, partly)).rejects.toMatchObject(refused);
    await test.accounts.disable({ id: customer.id }, partly);
    await test.accounts.enable({ id: customer.id }, partly);
    const staffed = system('accounts:write', ...ROLE_PERMISSIONS.staff);
    await test.accounts.setRole({ id: customer.id, role: 'staff' }, staffed);
    await test.accounts.setRole({ id: customer.id, role: 'owner' }, system(...PERMISSIONS));
    await test.accounts.disable({ id }, system(...PERMISSIONS));
    await expect(test.accounts.enable({ id }, partly)).rejects.toMatchObject(refused);
    expect(await test.accounts.get({ id })).toMatchObject({ role: 'owner' });
  });

  it('is made by what its caller may at that moment, not when the call began', async () => {
    const owner = await test.person('owner');
    const second = await test.person('owner');
    await test.accounts.setRole({ id: second.id, role: 'manager' }, owner.origin);
    const change = test.accounts.setRole({ id: second.id, role: 'owner' }, second.origin);
    await expect(change).rejects.toMatchObject({ reason: 'PERMISSION_MISSING' });
  });

  it('to the role that it is already changes and records nothing', async () => {
    const owner = await test.person('owner');
    await test.accounts.setRole({ id: owner.id, role: 'owner' }, owner.origin);
    const { items } = await test.audit.list({ action: 'account.role-changed', limit: 1 });
    expect(items).toEqual([]);
  });
});

describe('the last owner', () => {
  it('can neither be demoted, disabled nor delete the account', async () => {
    const owner = await test.person('owner');
    const { id, origin, actor } = owner;
    const disabled = await test.person('owner');
    await test.accounts.disable({ id: disabled.id }, origin);
    await expect(test.accounts.setRole({ id, role: 'manager' }, origin)).rejects.toMatchObject(
      lastOwner,
    );
    await expect(test.accounts.disable({ id }, origin)).rejects.toMatchObject(lastOwner);
    await expect(test.account.delete(actor, origin)).rejects.toMatchObject(lastOwner);
    expect(await test.actorOf(owner.token)).toMatchObject({ role: 'owner' });
  });

  it('is one who can sign in: one who has no password yet is none', async () => {
    const owner = await test.person('owner');
    const { accountId } = await test.operator.makeOwner({ email: test.newEmail(), name: 'Eva' });
    await expect(test.account.delete(owner.actor, owner.origin)).rejects.toMatchObject(lastOwner);
    await test.accounts.setRole({ id: accountId, role: 'manager' }, owner.origin);
  });

  it('remains when two owners take each other out at once, by any means', async () => {
    await test.person('owner');
    for (let round = 0; round < 6; round += 1) {
      const { items } = await test.accounts.list({ role: 'owner', limit: 10 });
      const [survivor] = items.filter(({ disabledAt }) => disabledAt === null);
      const second = await test.person('owner');
      const ids = [survivor?.id ?? '', second.id] as const;
      const [a, b] = ids;
      const results = await Promise.allSettled(
        round % 2 === 0
          ? [
              test.accounts.setRole({ id: a, role: 'staff' }, OPERATOR_ORIGIN),
              test.accounts.setRole({ id: b, role: 'staff' }, OPERATOR_ORIGIN),
            ]
          : [
              test.accounts.disable({ id: a }, OPERATOR_ORIGIN),
              test.account.delete(second.actor, second.origin),
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
  it('ends its sessions and API keys and keeps it out until it is enabled', async () => {
    const owner = await test.person('owner');
    const second = await test.person('owner');
    const made = await test.apiKeys.create(
      { name: 'ERP', permissions: ['catalog:read'], expiresInDays: 1 },
      second.origin,
    );
    const { id, email } = second;
    expect(await test.accounts.disable({ id }, owner.origin)).toMatchObject({
      disabledAt: test.clock.now().toISOString(),
    });
    expect(await test.authenticator.authenticate(second.token)).toMatchObject({
      hasEndedSession: true,
    });
    await expect(test.authenticator.authenticate(made.key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
    await expect(test.signIn(email)).rejects.toMatchObject({ reason: 'SIGN_IN_REJECTED' });
    expect(await test.accounts.enable({ id }, owner.origin)).toMatchObject({ disabledAt: null });
    await test.signIn(email);
    expect(await test.authenticator.authenticate(second.token)).toMatchObject({
      hasEndedSession: true,
    });
    await expect(test.authenticator.authenticate(made.key)).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
  });

  it('leaves no session behind of somebody who signs in at that moment', async () => {
    const owner = await test.person('owner');
    for (let round = 0; round < 8; round += 1) {
      const { id, email } = await test.person();
      let disabling: Promise<unknown> = Promise.resolve();
      const verify: TestAuth['hasher']['verify'] = async (hash, password) => {
        const result = await test.hasher.verify(hash, password);
        // Not awaited: its transaction and that of the sign-in run side by side.
        if (result.isCorrect) disabling = test.accounts.disable({ id }, owner.origin);
        return result;
      };
      const racing = test.another({ hasher: { ...test.hasher, verify } });
      await Promise.allSettled([racing.auth.signIn({ email, password: PASSWORD }, VISITOR)]);
      await disabling;
      expect(await test.database.sessions.allByAccount(id)).toEqual([]);
    }
  });
});

describe('taking a second factor off somebody who has lost it', () => {
  it('lets them in by password alone, voids sign-ins that wait for it, and tells them', async () => {
    const owner = await test.person('owner');
    const { id, email, actor, origin } = await test.person();
    await enrol(test, actor, origin);
    const begun = await test.auth.signIn({ email, password: PASSWORD }, VISITOR);
    expect(begun.kind).toBe('second-factor');
    expect(await test.accounts.removeSecondFactor({ id }, owner.origin)).toMatchObject({
      id,
      hasSecondFactor: false,
    });
    expect((await test.mailsTo(email)).at(-1)?.subject).toContain('taken off');
    await test.signIn(email);
    const { items } = await test.audit.list({ subjectId: id, limit: 2 });
    expect(items).toContainEqual(
      expect.objectContaining({
        action: 'account.second-factor-disabled',
        actor: { kind: 'account', id: owner.id },
      }),
    );
    await expect(test.accounts.removeSecondFactor({ id }, owner.origin)).rejects.toMatchObject({
      reason: 'SECOND_FACTOR_STATE',
    });
  });

  it('is refused to whoever may do less than the account', async () => {
    const owner = await test.person('owner');
    await enrol(test, owner.actor, owner.origin);
    const actor = { kind: 'machine', name: 'crm', permissions: ['accounts:write'] } as const;
    const { id } = owner;
    await expect(
      test.accounts.removeSecondFactor({ id }, { ...VISITOR, actor }),
    ).rejects.toMatchObject({ reason: 'PERMISSION_MISSING' });
    expect(await test.accounts.get({ id })).toMatchObject({ hasSecondFactor: true });
  });
});

describe('the list of accounts', () => {
  it('is newest first, in pages, and narrows to a role or an address however it is written', async () => {
    const owner = await test.person('owner');
    const customer = await test.person();
    const page = await test.accounts.list({ limit: 1 });
    expect(page.items).toMatchObject([{ id: customer.id }]);
    const rest = await test.accounts.list({ limit: 1, cursor: page.nextCursor ?? '' });
    expect(rest.items).toMatchObject([{ id: owner.id }]);
    expect((await test.accounts.list({ limit: 10, role: 'owner' })).items).toHaveLength(1);
    const email = customer.email.toUpperCase();
    expect((await test.accounts.list({ limit: 10, email })).items).toMatchObject([
      { id: customer.id },
    ]);
    await expect(test.accounts.get({ id: 'f'.repeat(24) })).rejects.toMatchObject({
      reason: 'ACCOUNT_NOT_FOUND',
    });
  });
});
