import { batchesOf, type MigrationContext, unlessTaken } from '@trastienda/mongo';
import { normalizeDiscountCode } from '@trastienda/shop-contract';
import { NON_ASCII, visibleText } from './visible-text.ts';

interface StoredDiscount {
  readonly _id: string;
  readonly code: string | null;
}

interface StoredCart {
  readonly _id: string;
  readonly revision: number;
  readonly discountCodes: readonly string[];
}

/**
 * Normalizes the codes of discounts to the form in which they are looked up. Returns a sentence for
 * each discount left unchanged, and unusable, because another one has that code.
 */
export async function normalizeDiscounts({ db, signal }: MigrationContext): Promise<string[]> {
  const discounts = db.collection<StoredDiscount>('discounts');
  const left: string[] = [];
  for await (const batch of batchesOf(discounts, { code: NON_ASCII }, { signal })) {
    for (const { _id, code: before } of batch) {
      const code = normalizeDiscountCode(before ?? '');
      if (before === null || code === before) continue;
      const isTaken = (await discounts.findOne({ code })) !== null;
      const write = () => discounts.updateOne({ _id, code: before }, { $set: { code } });
      if (!isTaken && (await unlessTaken(write))) continue;
      const [old, other] = [visibleText(before), visibleText(code)];
      left.push(`The discount code ${old} cannot be used: another discount has ${other}.`);
    }
  }
  return left;
}

/** Normalizes the discount codes of carts. Retries a cart that changes concurrently. */
export async function normalizeCarts({ db, signal }: MigrationContext): Promise<void> {
  const carts = db.collection<StoredCart>('carts');
  let hasMissed = true;
  while (hasMissed) {
    hasMissed = false;
    for await (const batch of batchesOf(carts, { discountCodes: NON_ASCII }, { signal })) {
      for (const { _id, revision, discountCodes: before } of batch) {
        const discountCodes = [...new Set(before.map(normalizeDiscountCode))];
        if (discountCodes.join('\n') === before.join('\n')) continue;
        // A concurrent change would write the old codes back.
        const change = { $set: { discountCodes }, $inc: { revision: 1 } };
        const { matchedCount } = await carts.updateOne({ _id, revision }, change);
        if (matchedCount === 0) hasMissed = true;
      }
    }
  }
}
