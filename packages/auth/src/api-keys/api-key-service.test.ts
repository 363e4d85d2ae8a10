import { type Actor, OPERATOR_ORIGIN, type Permission } from '@trastienda/contract';
import { describe, expect, it } from 'vitest';
import { useTestAuth, VISITOR } from '../testing/start-test-auth.ts';

const DAY_MS = 86_400_000;

const test = await useTestAuth();
const owner = await test.person('owner');

const create = (
  permissions: Permission[] = ['catalog:read'],
  origin = owner.origin,
  expiresInDays = 30,
) => test.apiKeys.create({ name: 'ERP', permissions, expiresInDays }, origin);
const authenticate = (key: string) => test.authenticator.authenticate(key);
const refused = { reason: 'TOKEN_INVALID' };
const missing = { reason: 'PERMISSION_MISSING' };

describe('an API key', () => {
  it('acts with its own permissions and no others, and is shown once', async () => {
    const { apiKey, key } = await create(['catalog:read', 'catalog:read', 'audit:read']);
    expect(key).toMatch(/^tk_[\w-]{43}$/);
    const { items } = await test.apiKeys.list({ limit: 1 });
    expect(items).toMatchObject([{ id: apiKey.id, createdBy: owner.id, lastUsedAt: null }]);
    expect(JSON.stringify(items)).not.toContain(key);
    expect(await authenticate(key)).toEqual({
      kind: 'machine',
      name: 'ERP',
      keyId: apiKey.id,
      permissions: ['catalog:read', 'audit:read'],
    });
    await test.server.withClient(async (client) => {
      const stored = await client.db().collection('api_keys').find().toArray();
      expect(JSON.stringify(stored)).not.toContain(key.slice(3));
    });
  });

  it('says when it was used, to within five minutes', async () => {
    const { apiKey, key } = await create();
    const lastUsedAt = async () => (await test.apiKeys.list({ limit: 1 })).items[0]?.lastUsedAt;
    await authenticate(key);
    const first = test.clock.now().toISOString();
    await expect.poll(lastUsedAt).toBe(first);
    test.advance(5 * 60_000);
    await authenticate(key);
    await expect.poll(lastUsedAt).toBe(test.clock.now().toISOString());
    expect((await test.apiKeys.list({ limit: 1 })).items[0]?.id).toBe(apiKey.id);
  });

  it('ends when it expires', async () => {
    const { key } = await create(['catalog:read'], owner.origin, 1);
    test.advance(DAY_MS - 1);
    expect(await authenticate(key)).toMatchObject({ kind: 'machine' });
    test.advance(1);
    await expect(authenticate(key)).rejects.toMatchObject(refused);
  });

  it('ends when it is revoked, which is recorded', async () => {
    const { apiKey, key } = await create();
    expect(await test.apiKeys.revoke({ id: apiKey.id }, owner.origin)).toMatchObject({
      revokedAt: test.clock.now().toISOString(),
    });
    await expect(authenticate(key)).rejects.toMatchObject(refused);
    const { items } = await test.audit.list({ subjectId: apiKey.id, limit: 10 });
    expect(items.map(({ action }) => action)).toEqual(['api-key.revoked', 'api-key.created']);
    await expect(test.apiKeys.revoke({ id: 'f'.repeat(24) }, owner.origin)).rejects.toMatchObject({
      reason: 'API_KEY_NOT_FOUND',
    });
  });
});

describe('whoever makes a key', () => {
  it('is told by mail what it may, and not what it is', async () => {
    const { key } = await create(['catalog:read', 'audit:read']);
    const mail = (await test.mailsTo(owner.email)).at(-1);
    expect(mail?.subject).toContain('API key');
    expect(mail?.text).toContain('catalog:read, audit:read');
    expect(mail?.text).not.toContain(key);
  });

  it('cannot give away what they do not have themselves', async () => {
    const manager = await test.person('manager');
    expect(await create(['audit:read'], manager.origin)).toMatchObject({ apiKey: {} });
    await expect(create(['accounts:write'], manager.origin)).rejects.toMatchObject({
      ...missing,
      details: { permission: 'accounts:write' },
    });
  });

  it('is judged by the role of this moment, not by that of when the call began', async () => {
    const second = await test.person('owner');
    await test.accounts.setRole({ id: second.id, role: 'staff' }, owner.origin);
    await expect(create(['accounts:write'], second.origin)).rejects.toMatchObject(missing);
  });

  it('leaves no key behind that was made while the account was shut', async () => {
    for (let round = 0; round < 8; round += 1) {
      const second = await test.person('owner');
      const [made] = await Promise.allSettled([
        create(['catalog:read'], second.origin),
        test.accounts.disable({ id: second.id }, owner.origin),
      ]);
      if (made.status === 'rejected') continue;
      await expect(authenticate(made.value.key)).rejects.toMatchObject(refused);
    }
  });

  it('may be the token of the environment or a command, not a key and not a visitor', async () => {
    const permissions: Permission[] = ['catalog:read', 'api-keys:write'];
    const from = (actor: Actor) => ({ ...VISITOR, actor });
    const environment = from({ kind: 'machine', name: 'staff-token', permissions });
    expect((await create(['catalog:read'], environment)).apiKey.createdBy).toBe('staff-token');
    expect((await create(['catalog:read'], OPERATOR_ORIGIN)).apiKey.createdBy).toBe('operator');
    const { key } = await create(permissions);
    const keyed = from(await authenticate(key));
    await expect(create(['catalog:read'], keyed)).rejects.toMatchObject(missing);
    await expect(create(['catalog:read'], VISITOR)).rejects.toMatchObject({
      reason: 'ACTOR_UNAUTHENTICATED',
    });
  });
});
