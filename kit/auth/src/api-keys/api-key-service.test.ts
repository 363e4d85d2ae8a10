import type { Actor } from '@trastienda/base';
import { describe, expect, test } from 'vitest';
import { useTestAuth, VISITOR } from '../testing/start-test-auth.ts';
import { OPERATOR_ORIGIN, type Permission } from '../testing/test-roles.ts';

const DAY_MS = 86_400_000;

const fixture = await useTestAuth();
const owner = await fixture.person('owner');

const create = (
  permissions: Permission[] = ['notes:read'],
  origin = owner.origin,
  expiresInDays = 30,
) => fixture.apiKeys.create({ name: 'ERP', permissions, expiresInDays }, origin);
const authenticate = (key: string) => fixture.authenticator.authenticate(key);
const refused = { reason: 'TOKEN_INVALID' };
const missing = { reason: 'PERMISSION_MISSING' };

describe('an API key', () => {
  test('has its granted permissions only, and is shown once', async () => {
    const { apiKey, key } = await create(['notes:read', 'notes:read', 'audit:read']);
    expect(key).toMatch(/^tk_[\w-]{43}$/);
    const { items } = await fixture.apiKeys.list({ limit: 1 });
    expect(items).toMatchObject([{ id: apiKey.id, createdBy: owner.id, lastUsedAt: null }]);
    expect(JSON.stringify(items)).not.toContain(key);
    expect(await authenticate(key)).toEqual({
      kind: 'machine',
      name: 'ERP',
      keyId: apiKey.id,
      permissions: ['notes:read', 'audit:read'],
    });
    await fixture.server.withClient(async (client) => {
      const stored = await client.db().collection('api_keys').find().toArray();
      expect(JSON.stringify(stored)).not.toContain(key.slice(3));
    });
  });

  test('reports when it was last used, to within five minutes', async () => {
    const { apiKey, key } = await create();
    const lastUsedAt = async () => (await fixture.apiKeys.list({ limit: 1 })).items[0]?.lastUsedAt;
    await authenticate(key);
    const first = fixture.clock.now().toISOString();
    await expect.poll(lastUsedAt).toBe(first);
    fixture.advance(5 * 60_000);
    await authenticate(key);
    await expect.poll(lastUsedAt).toBe(fixture.clock.now().toISOString());
    expect((await fixture.apiKeys.list({ limit: 1 })).items[0]?.id).toBe(apiKey.id);
  });

  test('ends when it expires', async () => {
    const { key } = await create(['notes:read'], owner.origin, 1);
    fixture.advance(DAY_MS - 1);
    expect(await authenticate(key)).toMatchObject({ kind: 'machine' });
    fixture.advance(1);
    await expect(authenticate(key)).rejects.toMatchObject(refused);
  });

  test('ends when it is revoked, which is recorded', async () => {
    const { apiKey, key } = await create();
    expect(await fixture.apiKeys.revoke({ id: apiKey.id }, owner.origin)).toMatchObject({
      revokedAt: fixture.clock.now().toISOString(),
    });
    await expect(authenticate(key)).rejects.toMatchObject(refused);
    const { items } = await fixture.audit.list({ subjectId: apiKey.id, limit: 10 });
    expect(items.map(({ action }) => action)).toEqual(['api-key.revoked', 'api-key.created']);
    await expect(
      fixture.apiKeys.revoke({ id: 'f'.repeat(24) }, owner.origin),
    ).rejects.toMatchObject({
      reason: 'API_KEY_NOT_FOUND',
    });
  });
});

describe('the creator of a key', () => {
  test('is notified by email of its permissions, but not of the key', async () => {
    const { key } = await create(['notes:read', 'audit:read']);
    const email = (await fixture.emailsTo(owner.email)).at(-1);
    expect(email?.subject).toContain('API key');
    expect(email?.text).toContain('notes:read, audit:read');
    expect(email?.text).not.toContain(key);
  });

  test('cannot grant permissions that it lacks', async () => {
    const manager = await fixture.person('manager');
    expect(await create(['audit:read'], manager.origin)).toMatchObject({ apiKey: {} });
    await expect(create(['accounts:write'], manager.origin)).rejects.toMatchObject({
      ...missing,
      details: { permission: 'accounts:write' },
    });
  });

  test('is checked by its role at that moment, not at the start of the call', async () => {
    const second = await fixture.person('owner');
    await fixture.accounts.setRole({ id: second.id, role: 'staff' }, owner.origin);
    await expect(create(['accounts:write'], second.origin)).rejects.toMatchObject(missing);
  });

  test('leaves no key that was created while the account was being disabled', async () => {
    for (let round = 0; round < 8; round += 1) {
      const second = await fixture.person('owner');
      const [made] = await Promise.allSettled([
        create(['notes:read'], second.origin),
        fixture.accounts.disable({ id: second.id }, owner.origin),
      ]);
      if (made.status === 'rejected') continue;
      await expect(authenticate(made.value.key)).rejects.toMatchObject(refused);
    }
  });

  test('may be a configured token or a command, not an API key and not a visitor', async () => {
    const permissions: Permission[] = ['notes:read', 'api-keys:write'];
    const from = (actor: Actor) => ({ ...VISITOR, actor });
    const environment = from({ kind: 'machine', name: 'staff-token', permissions });
    expect((await create(['notes:read'], environment)).apiKey.createdBy).toBe('staff-token');
    expect((await create(['notes:read'], OPERATOR_ORIGIN)).apiKey.createdBy).toBe('operator');
    const { key } = await create(permissions);
    const keyed = from(await authenticate(key));
    await expect(create(['notes:read'], keyed)).rejects.toMatchObject(missing);
    await expect(create(['notes:read'], VISITOR)).rejects.toMatchObject({
      reason: 'ACTOR_UNAUTHENTICATED',
    });
  });
});
