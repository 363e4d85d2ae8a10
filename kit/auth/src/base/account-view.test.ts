import { expect, test } from 'vitest';
import { createRoleRules } from '../roles/role-rules.ts';
import { TEST_ROLES } from '../testing/test-roles.ts';
import { toAccountView, toStaffAccountView } from './account-view.ts';

const rules = createRoleRules(TEST_ROLES);
const CREATED_AT = new Date('2026-01-31T12:00:00.000Z');
const account = {
  id: 'a'.repeat(24),
  email: 'Ana@example.com',
  name: 'Ana',
  locale: 'es',
  role: 'owner',
  passwordHash: '$argon2id$',
  totp: { secret: 'sealed', isConfirmed: true, lastStep: 7 },
  recoveryCodeHashes: ['1', '2'],
  emailChange: null,
  emailVerifiedAt: CREATED_AT,
  createdAt: CREATED_AT,
  disabledAt: null,
  deletedAt: null,
} as const;

test('an owner sees their account without its secrets', () => {
  expect(toAccountView(account, rules)).toEqual({
    id: account.id,
    email: 'Ana@example.com',
    name: 'Ana',
    locale: 'es',
    role: 'owner',
    permissions: expect.arrayContaining(['notes:read', 'audit:read']),
    hasSecondFactor: true,
    recoveryCodes: 2,
    createdAt: '2026-01-31T12:00:00.000Z',
  });
});

test('an unconfirmed secret does not count as a second factor', () => {
  const totp = { ...account.totp, isConfirmed: false };
  expect(toAccountView({ ...account, totp }, rules)).toMatchObject({ hasSecondFactor: false });
  expect(toStaffAccountView({ ...account, totp })).toMatchObject({ hasSecondFactor: false });
});

test('staff see what remains of a deleted account', () => {
  const tombstone = {
    ...account,
    ...({ email: null, name: '', role: 'member', passwordHash: null, totp: null } as const),
    recoveryCodeHashes: [],
    deletedAt: new Date('2026-02-01T00:00:00.000Z'),
  };
  expect(toStaffAccountView(tombstone)).toEqual({
    id: account.id,
    email: null,
    name: '',
    locale: 'es',
    role: 'member',
    hasSecondFactor: false,
    createdAt: '2026-01-31T12:00:00.000Z',
    disabledAt: null,
    deletedAt: '2026-02-01T00:00:00.000Z',
  });
});

test('an account has no permissions when its stored role is none of the application', () => {
  expect(toAccountView({ ...account, role: 'janitor' }, rules)).toMatchObject({ permissions: [] });
  // Names that every object has are no roles either.
  expect(toAccountView({ ...account, role: 'toString' }, rules).permissions).toEqual([]);
});
