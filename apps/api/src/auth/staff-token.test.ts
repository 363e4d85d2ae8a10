import { ANONYMOUS, PERMISSIONS } from '@trastienda/contract';
import { describe, expect, test } from 'vitest';
import { createStaffTokenAuthenticator, hashStaffToken } from './staff-token.ts';

const TOKEN = 'f2d9-a.good_token~of+some/length==';
const authenticate = createStaffTokenAuthenticator(hashStaffToken(TOKEN));
const bearing = (authorization: string) => new Headers({ authorization });

describe('The staff token', () => {
  test('makes its bearer a machine with all permissions', async () => {
    await expect(authenticate(bearing(`Bearer ${TOKEN}`))).resolves.toEqual({
      kind: 'machine',
      name: 'staff-token',
      permissions: PERMISSIONS,
    });
  });

  test('is found whatever the case of the scheme', async () => {
    await expect(authenticate(bearing(`bEARER ${TOKEN}`))).resolves.toMatchObject({
      kind: 'machine',
    });
  });

  test('is not needed: without a header the caller is a visitor', async () => {
    await expect(authenticate(new Headers())).resolves.toBe(ANONYMOUS);
  });

  test.each([
    '',
    'Bearer',
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.slice(1)}`,
    `Bearer ${TOKEN} ${TOKEN}`,
    `Bearer ${hashStaffToken(TOKEN)}`,
    `Basic ${TOKEN}`,
    TOKEN,
    `Bearer ${'a'.repeat(10_000)}`,
  ])('is not: %j', async (authorization) => {
    await expect(authenticate(bearing(authorization))).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
  });

  test('is none when none is configured', async () => {
    const nobody = createStaffTokenAuthenticator(null);
    await expect(nobody(bearing(`Bearer ${TOKEN}`))).rejects.toMatchObject({
      reason: 'TOKEN_INVALID',
    });
    await expect(nobody(new Headers())).resolves.toBe(ANONYMOUS);
  });
});
