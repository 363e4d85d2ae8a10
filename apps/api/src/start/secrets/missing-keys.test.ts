import { createCipher } from '@trastienda/mongo';
import { describe, expect, test } from 'vitest';
import type { EncryptionKeys } from '../../config/env.ts';
import { findMissingKeys } from './missing-keys.ts';

const keyOf = (id: string) => ({ id, key: new Uint8Array(32).fill(id.length) });

const accountsSealedBy = (...ids: readonly string[]) => ({
  listTotpSecrets: async () =>
    ids.map((id) => ({
      accountId: '0123456789abcdef01234567',
      secret: createCipher([keyOf(id)]).seal('secret', 'context'),
    })),
});

describe('Keys that second factors need', () => {
  const configured: EncryptionKeys = [keyOf('new'), keyOf('older')];

  test('are named once each when they are not configured', async () => {
    const accounts = accountsSealedBy('new', 'oldest', 'older', 'oldest', 'another');
    expect(await findMissingKeys(accounts, configured)).toEqual(['another', 'oldest']);
  });

  test('are not named when they are configured', async () => {
    expect(await findMissingKeys(accountsSealedBy('older', 'new'), configured)).toEqual([]);
    expect(await findMissingKeys(accountsSealedBy(), configured)).toEqual([]);
  });
});
