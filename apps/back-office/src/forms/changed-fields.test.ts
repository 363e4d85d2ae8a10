import { expect, test } from 'vitest';
import { changedFields } from './changed-fields.ts';

test('Only fields that differ are sent', () => {
  const before = { name: 'IVA', rates: [{ amount: 1 }], isActive: true };
  const after = { name: 'VAT', rates: [{ amount: 1 }], isActive: true };
  expect(changedFields(before, after)).toEqual({ name: 'VAT' });
});
