import { expect, test } from 'vitest';
import { initialDetails } from './details.ts';
import { parseDraft } from './draft.ts';
import { checkoutOf } from './testing/checkouts.ts';

test('Kept details are read back as they were', () => {
  const current = checkoutOf({ billingAddress: checkoutOf().shippingAddress });
  const details = initialDetails({ current, account: null, book: null, country: 'ES' });
  expect(parseDraft(JSON.stringify(details))).toEqual(details);
});

test('What an earlier version or a person has written counts as nothing', () => {
  for (const text of [null, '', 'null', '[]', '{"email":"a"}', '{"shipping":3}', '{']) {
    expect(parseDraft(text)).toBeNull();
  }
});
