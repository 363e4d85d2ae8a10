import { describe, expect, test } from 'vitest';
import { type AccountActor, type Actor, ANONYMOUS } from './actor.ts';
import { auditedOrigin } from './call-origin.ts';
import { defineRoles } from './define-roles.ts';
import { can, requireAccount, requirePermission, requireRecent } from './require-access.ts';

const { permissions, operator, operatorOrigin } = defineRoles({
  permissions: ['notes:read', 'notes:write', 'audit:read'],
  roles: { member: ['notes:read'], admin: ['notes:read', 'notes:write', 'audit:read'] },
});
type Role = 'member' | 'admin';
type Permission = (typeof permissions)[number];

const ENDED: Actor<Role, Permission> = { kind: 'anonymous', hasEndedSession: true };
const MACHINE: Actor<Role, Permission> = { kind: 'machine', name: 'erp', permissions };
const ACCOUNT: AccountActor<Role, Permission> = {
  kind: 'account',
  accountId: 'a1',
  sessionId: 's1',
  role: 'member',
  permissions: ['notes:read'],
  isRecent: false,
};

const reason = (code: string) => expect.objectContaining({ reason: code });

describe('requireAccount', () => {
  test('returns an actor with an account', () => {
    expect(requireAccount(ACCOUNT)).toBe(ACCOUNT);
  });

  test('does not name a permission, for none would let a system in', () => {
    expect(() => requireAccount(MACHINE)).toThrow(
      expect.objectContaining({ details: { permission: null } }),
    );
  });

  test.each([
    ['a visitor', ANONYMOUS, 'ACTOR_UNAUTHENTICATED'],
    ['a visitor whose session is over', ENDED, 'SESSION_ENDED'],
    ['a system', MACHINE, 'PERMISSION_MISSING'],
    ['an operator', operator, 'PERMISSION_MISSING'],
  ])('refuses %s', (_, actor, code) => {
    expect(() => requireAccount(actor)).toThrow(reason(code));
  });
});

describe('requirePermission', () => {
  test('checks that permission only', () => {
    expect(() => requirePermission(ACCOUNT, 'notes:read')).not.toThrow();
    expect(() => requirePermission(ACCOUNT, 'notes:write')).toThrow(reason('PERMISSION_MISSING'));
    expect(() => requirePermission(operator, 'audit:read')).not.toThrow();
    expect(() => requirePermission(ENDED, 'notes:read')).toThrow(reason('SESSION_ENDED'));
  });

  test('names the missing permission', () => {
    const details = { permission: 'notes:write' };
    expect(() => requirePermission(ACCOUNT, 'notes:write')).toThrow(
      expect.objectContaining({ details }),
    );
  });
});

describe('can', () => {
  test('tells who holds a permission of the application', () => {
    const actors: Actor<Role, Permission>[] = [ANONYMOUS, ENDED, ACCOUNT, MACHINE, operator];
    expect(actors.map((actor) => can(actor, 'notes:read'))).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
    expect(can(ACCOUNT, 'notes:write')).toBe(false);
    // @ts-expect-error: not a permission of the application.
    expect(can(ACCOUNT, 'notes:burn')).toBe(false);
  });
});

describe('requireRecent', () => {
  test('applies to accounts only', () => {
    expect(() => requireRecent(ACCOUNT)).toThrow(reason('REAUTHENTICATION_REQUIRED'));
    expect(() => requireRecent({ ...ACCOUNT, isRecent: true })).not.toThrow();
    expect(() => requireRecent(MACHINE)).not.toThrow();
  });
});

describe('the audited part of an origin', () => {
  test('leaves out what identifies a machine or a program', () => {
    const origin = {
      actor: ACCOUNT,
      requestId: 'r-1',
      source: '192.0.2.7',
      network: '192.0.2.0/24',
      device: 'Firefox on Windows',
    };
    expect(auditedOrigin(origin)).toEqual({
      actor: { kind: 'account', id: 'a1' },
      requestId: 'r-1',
      network: '192.0.2.0/24',
    });
  });

  test('names an API key by its id, a configured token by its name, and no visitor or operator', () => {
    const actorOf = (actor: Actor) => auditedOrigin({ ...operatorOrigin, actor }).actor;
    expect(actorOf({ ...MACHINE, keyId: 'k1' })).toEqual({ kind: 'machine', id: 'k1' });
    expect(actorOf(MACHINE)).toEqual({ kind: 'machine', id: 'erp' });
    expect(actorOf(ENDED)).toEqual({ kind: 'anonymous', id: null });
    expect(actorOf(operator)).toEqual({ kind: 'operator', id: null });
  });
});
