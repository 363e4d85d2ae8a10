import { expect, test } from 'vitest';
import { toAuditEntryView } from './audit-entry-view.ts';

test('staff see the network of an entry as its address, and its time as ISO 8601', () => {
  const entry = {
    id: 'a'.repeat(24),
    at: new Date('2100-01-01T00:00:00.000Z'),
    action: 'account.role-changed',
    actor: { kind: 'account', id: 'ana' },
    subjectId: 'eva',
    requestId: 'request-1',
    network: '192.0.2.0/24',
    details: { role: 'owner' },
  } as const;
  const { network, ...shown } = entry;
  expect(toAuditEntryView(entry)).toEqual({
    ...shown,
    at: '2100-01-01T00:00:00.000Z',
    address: network,
  });
});
