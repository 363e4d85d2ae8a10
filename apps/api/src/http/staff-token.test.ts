import { PERMISSIONS } from '@trastienda/shop-contract';
import { describe, expect, test } from 'vitest';
import { hashStaffToken } from '../config/hash-staff-token.ts';
import { createStaffTokenCheck } from './staff-token.ts';

const TOKEN = 'f2d9-a.good_token~of+some/length==';
const check = createStaffTokenCheck(hashStaffToken(TOKEN));

describe('The staff token', () => {
  test('makes its bearer a machine with all permissions', () => {
    expect(check(TOKEN)).toEqual({
      kind: 'machine',
      name: 'staff-token',
      permissions: PERMISSIONS,
    });
  });

  test.each(['', `${TOKEN}x`, TOKEN.slice(1), hashStaffToken(TOKEN), 'a'.repeat(10_000)])(
    'is not accepted as: %s',
    (token) => {
      expect(check(token)).toBeNull();
    },
  );

  test('accepts nothing when it is not configured', () => {
    expect(createStaffTokenCheck(null)(TOKEN)).toBeNull();
  });
});
