import { ORDER_STATUSES } from '@trastienda/shop-contract';
import { describe, expect, test } from 'vitest';
import { canBecome, requireTransition } from './transitions.ts';

/** All valid transitions; every other is rejected. */
const ALLOWED = [
  'pending -> paid',
  'pending -> cancelled',
  'paid -> partially-fulfilled',
  'paid -> fulfilled',
  'paid -> cancelled',
  'partially-fulfilled -> partially-fulfilled',
  'partially-fulfilled -> fulfilled',
];

describe('the status of an order', () => {
  const all = ORDER_STATUSES.flatMap((from) => ORDER_STATUSES.map((to) => ({ from, to })));

  test.each(all)(
    'goes from $from to $to only if the state diagram has the transition',
    ({ from, to }) => {
      const isAllowed = ALLOWED.includes(`${from} -> ${to}`);
      expect(canBecome(from, to)).toBe(isAllowed);
      const change = () => requireTransition({ status: from }, to);
      if (isAllowed) expect(change).not.toThrow();
      else {
        const refused = { reason: 'ORDER_STATE_INVALID', details: { status: from } };
        expect(change).toThrow(expect.objectContaining(refused));
      }
    },
  );
});
