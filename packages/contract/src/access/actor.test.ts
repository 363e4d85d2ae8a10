import { describe, expect, test } from 'vitest';
import {
  type AccountActor,
  type Actor,
  ANONYMOUS,
  OPERATOR,
  requireAccount,
  requirePermission,
  requireRecent,
} from './actor.ts';
import { auditedOrigin, OPERATOR_ORIGIN } from './call-origin.ts';
import { PERMISSIONS } from './permission.ts';

const ENDED: Actor = { kind: 'anonymous', hasEndedSession: true };
const MACHINE: Actor = { kind: 'machine', name: 'erp', permissions: PERMISSIONS };
const ACCOUNT: AccountActor = {
  kind: 'account',
  accountId: 'a1',
  sessionId: 's1',
  role: 'staff',
  permissions: ['catalog:read'],
  isRecent: false,
};

const reason = (code: string) => expect.objectContaining({ reason: code });

describe('requireAccount', () => {
  test('returns an actor with an account', () => {
    expect(requireAccount(ACCOUNT)).toBe(ACCOUNT);
  });

  test.each([
    ['a visitor', ANONYMOUS, 'ACTOR_UNAUTHENTICATED'],
    ['a visitor whose session is over', ENDED, 'SESSION_ENDED'],
    ['a system', MACHINE, 'PERMISSION_MISSING'],
    ['an operator', OPERATOR, 'PERMISSION_MISSING'],
  ])('refuses %s', (_, actor, code) => {
    expect(() => requireAccount(actor)).toThrow(reason(code));
  });
});

describe('requirePermission', () => {
  test('checks that permission only', () => {
    expect(() => requirePermission(ACCOUNT, 'catalog:read')).not.toThrow();
    expect(() => requirePermission(ACCOUNT, 'catalog:write')).toThrow(reason('PERMISSION_MISSING'));
    expect(() => requirePermission(OPERATOR, 'audit:read')).not.toThrow();
    expect(() => requirePermission(ENDED, 'catalog:read')).toThrow(reason('SESSION_ENDED'));
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
    const actorOf = (actor: Actor) => auditedOrigin({ ...OPERATOR_ORIGIN, actor }).actor;
    expect(actorOf({ ...MACHINE, keyId: 'k1' })).toEqual({ kind: 'machine', id: 'k1' });
    expect(actorOf(MACHINE)).toEqual({ kind: 'machine', id: 'erp' });
    expect(actorOf(ENDED)).toEqual({ kind: 'anonymous', id: null });
    expect(actorOf(OPERATOR)).toEqual({ kind: 'operator', id: null });
  });
});
