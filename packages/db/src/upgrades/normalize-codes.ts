import { normalizeDiscountCode } from '@trastienda/contract';
import type { Model } from 'mongoose';
import type { CartDocument } from '../carts/cart-document.ts';
import { isDuplicateKey } from '../connection/duplicate-key.ts';
import type { DiscountDocument } from '../pricing/discount-document.ts';
import { NON_ASCII, visibleText } from './visible-text.ts';

/**
 * Gives discounts their codes in the one spelling that buyers' codes are looked up by. Returns a
 * sentence for each that keeps its own because another discount has that code: nobody can use it.
 */
export async function normalizeDiscounts(discounts: Model<DiscountDocument>): Promise<string[]> {
  const found = await discounts
    .find({ code: NON_ASCII }, { code: 1 })
    .lean<Pick<DiscountDocument, '_id' | 'code'>[]>();
  const left: string[] = [];
  for (const { _id, code: before } of found) {
    const code = normalizeDiscountCode(before ?? '');
    if (before === null || code === before) continue;
    try {
      await discounts.updateOne({ _id, code: before }, { $set: { code } });
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      const [old, other] = [visibleText(before), visibleText(code)];
      left.push(`The discount code ${old} cannot be used: another discount has ${other}.`);
    }
  }
  return left;
}

/** Gives carts their discount codes in that spelling. A cart that is changed meanwhile is read again. */
export async function normalizeCarts(carts: Model<CartDocument>): Promise<void> {
  let hasMissed = true;
  while (hasMissed) {
    hasMissed = false;
    const found = await carts.find({ discountCodes: NON_ASCII }).lean<CartDocument[]>();
    for (const { _id, revision, discountCodes: before } of found) {
      const discountCodes = [...new Set(before.map(normalizeDiscountCode))];
      if (discountCodes.join('\n') === before.join('\n')) continue;
      const filter = { _id, revision };
      // A change that was begun before would write the old codes back.
      const change = { $set: { discountCodes }, $inc: { revision: 1 } };
      const { matchedCount } = await carts.updateOne(filter, change);
      if (matchedCount === 0) hasMissed = true;
    }
  }
}
