import { expect, test } from 'vitest';
import { toApiKeyView } from './api-key-view.ts';

const key = {
  id: 'a'.repeat(24),
  name: 'ERP',
  permissions: ['notes:read'],
  createdBy: 'b'.repeat(24),
  createdAt: new Date('2100-01-01T00:00:00.000Z'),
  expiresAt: new Date('2100-01-02T00:00:00.000Z'),
  lastUsedAt: null,
  revokedAt: null,
} as const;

test('staff see the times of a key as ISO 8601', () => {
  expect(toApiKeyView(key)).toEqual({
    ...key,
    createdAt: '2100-01-01T00:00:00.000Z',
    expiresAt: '2100-01-02T00:00:00.000Z',
  });
  const at = new Date('2100-01-01T06:00:00.000Z');
  expect(toApiKeyView({ ...key, lastUsedAt: at, revokedAt: at })).toMatchObject({
    lastUsedAt: '2100-01-01T06:00:00.000Z',
    revokedAt: '2100-01-01T06:00:00.000Z',
  });
});
