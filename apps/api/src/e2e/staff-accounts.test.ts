import { type Client, can } from '@trastienda/shop-client';
import { PERMISSIONS } from '@trastienda/shop-contract';
import { productFixture } from '@trastienda/shop-testing';
import { describe, expect, test } from 'vitest';
import { failureOf, newEmail, person, reasonOf, signIn } from '../testing/people.ts';
import { useBackend } from '../testing/start-backend.ts';

const backend = await useBackend();

describe('the caller', () => {
  test('learns who it is, with permissions that `can` reads whatever its kind', async () => {
    const visitor = await backend.visitor.auth.me.query();
    expect(visitor).toEqual({ kind: 'visitor', hasEndedSession: false, permissions: [] });
    const customer = await person(backend);
    const manager = await person(backend, 'manager');
    const [bought, sold] = [
      await customer.client.auth.me.query(),
      await manager.client.auth.me.query(),
    ];
    expect(bought).toMatchObject({ kind: 'account', account: { email: customer.email } });
    expect(sold).toMatchObject({ kind: 'staff', account: { role: 'manager' }, isRecent: true });
    expect([visitor, bought, sold].map((me) => can(me, 'orders:refund'))).toEqual([
      false,
      false,
      true,
    ]);
    const machine = await backend.staff.auth.me.query();
    expect(machine).toMatchObject({ kind: 'machine', permissions: PERMISSIONS });
  });

  test('differs from a visitor at once, without a cache in between', async () => {
    const response = await fetch(`${backend.url}/api/me`);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ kind: 'visitor' });
  });
});

describe('a role', () => {
  test('determines permissions immediately, also in existing sessions', async () => {
    const owner = await person(backend, 'owner');
    const { id, client } = await person(backend);
    expect(await failureOf(client.admin.products.list.query({}))).toMatchObject({
      reason: 'PERMISSION_MISSING',
      details: { permission: 'catalog:read' },
    });
    await owner.client.admin.accounts.setRole.mutate({ id, role: 'staff' });
    await client.admin.products.create.mutate(productFixture());
    expect(await reasonOf(client.admin.accounts.list.query({}))).toBe('PERMISSION_MISSING');
    await owner.client.admin.accounts.setRole.mutate({ id, role: 'manager' });
    expect((await client.admin.accounts.list.query({ limit: 1 })).items).toHaveLength(1);
    expect(await reasonOf(client.admin.accounts.setRole.mutate({ id, role: 'owner' }))).toBe(
      'PERMISSION_MISSING',
    );
    await owner.client.admin.accounts.setRole.mutate({ id, role: 'customer' });
    expect(await reasonOf(client.admin.products.list.query({}))).toBe('PERMISSION_MISSING');
  });

  test('of the last owner cannot be changed', async () => {
    const { items } = await backend.staff.admin.accounts.list.query({ role: 'owner' });
    const [last, ...others] = items;
    for (const { id } of others) {
      await backend.staff.admin.accounts.setRole.mutate({ id, role: 'customer' });
    }
    const demote = backend.staff.admin.accounts.setRole.mutate({
      id: last?.id ?? '',
      role: 'staff',
    });
    expect(await reasonOf(demote)).toBe('ACCOUNT_LAST_OWNER');
  });
});

describe('an account that is disabled', () => {
  test('is rejected immediately, and accepted again when it is enabled', async () => {
    const owner = await person(backend, 'owner');
    const { id, email, client } = await person(backend);
    await owner.client.admin.accounts.disable.mutate({ id });
    expect(await reasonOf(client.account.get.query())).toBe('SESSION_ENDED');
    expect(await reasonOf(signIn(backend, email))).toBe('SIGN_IN_REJECTED');
    await owner.client.admin.accounts.enable.mutate({ id });
    await signIn(backend, email);
  });
});

describe('accounts', () => {
  test('are found by their address and listed by page', async () => {
    const manager = await person(backend, 'manager');
    const { email, id } = await person(backend);
    const found = await manager.client.admin.accounts.list.query({ email: email.toUpperCase() });
    expect(found.items.map((account) => account.id)).toEqual([id]);
    expect((await manager.client.admin.accounts.list.query({ email: newEmail() })).items).toEqual(
      [],
    );
    const first = await manager.client.admin.accounts.list.query({ limit: 1 });
    const second = await manager.client.admin.accounts.list.query({
      ...{ limit: 1, cursor: first.nextCursor ?? '' },
    });
    expect(first.items[0]?.id).toBe(id);
    expect(second.items[0]?.id).toBe(manager.id);
    expect(JSON.stringify(first)).not.toMatch(/argon2|passwordHash|totp/i);
  });
});

describe('an API key', () => {
  test('gives another system its permissions and no others, until it is revoked', async () => {
    const owner = await person(backend, 'owner');
    const input = { name: 'stock sync', permissions: ['catalog:read' as const] };
    const { key, apiKey } = await owner.client.admin.apiKeys.create.mutate(input);
    expect(key).toMatch(/^tk_/);
    const system = backend.client({ token: key });
    await system.admin.products.list.query({});
    const create = system.admin.products.create.mutate(productFixture());
    expect(await reasonOf(create)).toBe('PERMISSION_MISSING');
    expect(await reasonOf(system.account.get.query())).toBe('PERMISSION_MISSING');

    const { items } = await owner.client.admin.apiKeys.list.query({});
    expect(items).toContainEqual(
      expect.objectContaining({ id: apiKey.id, name: 'stock sync', createdBy: owner.id }),
    );
    expect(JSON.stringify(items)).not.toContain(key);
    await owner.client.admin.apiKeys.revoke.mutate({ id: apiKey.id });
    expect(await reasonOf(system.admin.products.list.query({}))).toBe('TOKEN_INVALID');
  });

  test('is named in the log, and is not accepted in a cookie', async () => {
    const owner = await person(backend, 'owner');
    const { key } = await owner.client.admin.apiKeys.create.mutate({
      ...{ name: 'stock sync', permissions: ['catalog:read'] },
    });
    const response = await fetch(`${backend.url}/trpc/admin.products.list`, {
      headers: { cookie: `trastienda=${key}` },
    });
    expect(response.status).toBe(401);
    expect(response.headers.get('trastienda-session')).toBe('ended');
  });

  test('is not created without the permission, nor by another key', async () => {
    const manager = await person(backend, 'manager');
    const input = { name: 'mine', permissions: [...PERMISSIONS] };
    expect(await reasonOf(manager.client.admin.apiKeys.create.mutate(input))).toBe(
      'PERMISSION_MISSING',
    );
    const owner = await person(backend, 'owner');
    const { key } = await owner.client.admin.apiKeys.create.mutate(input);
    const call = backend.client({ token: key }).admin.apiKeys.create.mutate(input);
    expect(await reasonOf(call)).toBe('PERMISSION_MISSING');
  });
});

describe('the audit log', () => {
  test('records actor, action, time and source, and no email address', async () => {
    const owner = await person(backend, 'owner');
    const customer = await person(backend);
    await owner.client.admin.accounts.setRole.mutate({ id: customer.id, role: 'staff' });
    const product = await customer.client.admin.products.create.mutate(productFixture());

    const about = await owner.client.admin.audit.list.query({ subjectId: customer.id });
    expect(about.items[0]).toMatchObject({
      action: 'account.role-changed',
      actor: { kind: 'account', id: owner.id },
      address: '127.0.0.0/24',
      requestId: expect.stringMatching(/^[\w-]{36}$/),
      details: { from: 'customer', to: 'staff' },
    });
    const actions = about.items.map(({ action }) => action);
    expect(actions).toContain('session.started');
    expect(actions).toContain('account.created');
    const [created] = (await owner.client.admin.audit.list.query({ actorId: customer.id })).items;
    expect(created).toMatchObject({ action: 'catalog.created', subjectId: product.id });

    const everything = JSON.stringify(await owner.client.admin.audit.list.query({ limit: 50 }));
    for (const secret of [customer.email, owner.email, customer.token, '127.0.0.1', 'Ana']) {
      expect(everything).not.toContain(secret);
    }
  });

  test('is read page by page, with a permission', async () => {
    const manager = await person(backend, 'manager');
    const first = await manager.client.admin.audit.list.query({ limit: 2 });
    const second = await manager.client.admin.audit.list.query({
      ...{ limit: 2, cursor: first.nextCursor ?? '' },
    });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect(new Set(ids).size).toBe(4);
    const staff = await person(backend, 'staff');
    expect(await reasonOf(staff.client.admin.audit.list.query({}))).toBe('PERMISSION_MISSING');
  });
});

describe('no request about accounts', () => {
  test('scans a collection', async ({ skip }) => {
    const { embedded } = backend.server;
    if (embedded === undefined) return skip('only the embedded database counts its scans');
    const owner = await person(backend, 'owner');
    embedded.resetStats();
    const { id, email, client } = await person(backend);
    await client.account.get.query();
    await client.account.listSessions.query();
    await client.account.requestEmailChange.mutate({ email: newEmail() });
    await client.account.startTotp.mutate();
    await client.account.revokeOtherSessions.mutate();
    await backend.visitor.auth.requestPasswordReset.mutate({ email });
    const { accounts, apiKeys, audit } = owner.client.admin;
    await accounts.list.query({});
    await accounts.list.query({ role: 'owner' });
    await accounts.list.query({ email });
    await accounts.get.query({ id });
    await accounts.disable.mutate({ id });
    await accounts.enable.mutate({ id });
    const { apiKey, key } = await apiKeys.create.mutate({ name: 'k', permissions: ['audit:read'] });
    await backend.client({ token: key }).admin.audit.list.query({});
    await apiKeys.list.query({});
    await apiKeys.revoke.mutate({ id: apiKey.id });
    await audit.list.query({});
    await audit.list.query({ action: 'session.started' });
    await audit.list.query({ actorId: owner.id });
    await audit.list.query({ subjectId: id });
    await (await signIn(backend, email)).client.account.delete.mutate();
    expect(embedded.stats().collectionScans).toEqual([]);
  });

  test('examines more than two documents to identify its caller', async ({ skip }) => {
    const { embedded } = backend.server;
    if (embedded === undefined) return skip('only the embedded database counts what it reads');
    const { client } = await person(backend);
    const other = await person(backend);
    for (let i = 0; i < 5; i += 1) await signIn(backend, other.email);
    const examined = async (call: () => Promise<unknown>) => {
      embedded.resetStats();
      await call();
      return embedded.stats().docsExamined;
    };
    const facets = (caller: Client) =>
      examined(() => caller.catalog.facets.query({}, { context: { cached: false } }));
    const anonymous = await facets(backend.visitor);
    expect((await facets(client)) - anonymous).toBe(2);
  });
});
