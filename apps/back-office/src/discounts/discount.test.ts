import { expect, test } from 'vitest';
import { type Discount, emptyDiscount, stateOf, valuesOf } from './discount.ts';

const NOW = Date.parse('2026-03-01T12:00:00.000Z');
const discount: Discount = {
  ...emptyDiscount(),
  ...{ id: '0123456789abcdef01234567', title: 'Spring', used: 0, code: 'SPRING' },
  ...{ createdAt: '2026-01-01T00:00:00.000Z', updatedAt: '2026-01-01T00:00:00.000Z' },
};

test.each([
  [{}, 'active'],
  [{ isActive: false }, 'inactive'],
  [{ startsAt: '2026-03-02T00:00:00.000Z' }, 'scheduled'],
  [{ endsAt: '2026-03-01T12:00:00.000Z' }, 'ended'],
  [{ usageLimit: 3, used: 3 }, 'usedUp'],
  [{ usageLimit: 3, used: 2 }, 'active'],
] as const)('A discount with %j is %s', (fields, state) => {
  expect(stateOf({ ...discount, ...fields }, NOW)).toBe(state);
});

test('The form has what can be set, and nothing else', () => {
  expect(Object.keys(valuesOf(discount)).sort()).toEqual(Object.keys(emptyDiscount()).sort());
});
