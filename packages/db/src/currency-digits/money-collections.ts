import { priceOrderKey } from '../products/listing.ts';
import { isFields, type Scale } from './scale-money.ts';

/** A document as it is stored. */
export type StoredDocument = Readonly<Record<string, unknown>> & { readonly _id: unknown };

/** A collection with amounts, and how those of one currency are found and changed. */
export interface MoneyCollection {
  readonly name: string;
  filter(currency: string): Record<string, unknown>;
  /** The top-level fields that change. @throws {AmountTooLargeError} */
  convert(document: StoredDocument, scale: Scale): Record<string, unknown>;
}

const byCurrency = (currency: string) => ({ currency });
const everything = () => ({});
const PRICE_KEY_LENGTH = priceOrderKey(0).length;

function convertListing(listing: unknown, scale: Scale): unknown {
  if (!isFields(listing) || !isFields(listing.order)) return listing;
  const price = scale.amount(listing.price);
  const place = String(listing.order.price).slice(PRICE_KEY_LENGTH);
  const order = { ...listing.order, price: `${priceOrderKey(Number(price))}${place}` };
  return { ...listing, price, order };
}

function convertRefund(refund: unknown, scale: Scale): unknown {
  const scaled = scale.fields(refund, ['amount', 'shipping']);
  if (!isFields(scaled)) return scaled;
  return {
    ...scaled,
    lines: scale.fieldsOf(scaled.lines, ['amount', 'tax', 'value']),
    split: scale.fields(scaled.split, ['sales', 'shipping', 'tax', 'shippingTax']),
  };
}

function convertRate(rate: unknown, scale: Scale): unknown {
  if (!isFields(rate) || rate.currency !== scale.currency) return rate;
  const freeFrom = scale.amount(rate.freeFrom);
  return { ...rate, bands: scale.fieldsOf(rate.bands, ['amount']), freeFrom };
}

/**
 * Of answers those that are not sealed, as earlier versions kept them. One that is sealed stays what
 * the caller was told first, until it is forgotten after a week.
 */
function convertAnswer(answer: unknown, scale: Scale): unknown {
  if (typeof answer !== 'string' || !answer.includes(`"${scale.currency}"`)) return answer;
  try {
    return JSON.stringify(scale.money(JSON.parse(answer)));
  } catch (error) {
    if (error instanceof SyntaxError) return answer;
    throw error;
  }
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/**
 * Every collection with amounts, in the order in which they are converted. What was said before
 * stays as it was said: audit entries, and emails on their way.
 */
export const MONEY_COLLECTIONS: readonly MoneyCollection[] = [
  {
    name: 'products',
    filter: byCurrency,
    convert: ({ variants, maxPrice, listing, revision }, scale) => ({
      variants: scale.fieldsOf(variants, ['price', 'compareAtPrice']),
      maxPrice: scale.amount(maxPrice),
      listing: convertListing(listing, scale),
      // Whoever has read the old prices must not write them back.
      revision: Number(revision) + 1,
    }),
  },
  {
    name: 'prices',
    // Their ids begin with the currency and a line feed; a vertical tab follows it.
    filter: (currency) => ({ _id: { $gt: `${currency}\n`, $lt: `${currency}\v` } }),
    convert: ({ amount }, scale) => ({ amount: scale.amount(amount) }),
  },
  {
    name: 'discounts',
    filter: everything,
    convert: ({ effect, minimumSubtotals }, scale) => ({
      effect: scale.money(effect),
      minimumSubtotals: scale.money(minimumSubtotals),
    }),
  },
  {
    name: 'shipping_methods',
    filter: (currency) => ({ 'rates.currency': currency }),
    convert: ({ rates }, scale) => ({
      rates: list(rates).map((rate) => convertRate(rate, scale)),
    }),
  },
  {
    name: 'carts',
    filter: byCurrency,
    convert: ({ lines }, scale) => ({ lines: scale.fieldsOf(lines, ['acknowledgedPrice']) }),
  },
  {
    name: 'checkouts',
    filter: byCurrency,
    convert: ({ lines, prices }, scale) => ({
      lines: scale.money(lines),
      prices: scale.money(prices),
    }),
  },
  {
    name: 'payments',
    filter: byCurrency,
    convert: ({ amount, amountCaptured, amountRefunded, refunds }, scale) => ({
      amount: scale.amount(amount),
      amountCaptured: scale.amount(amountCaptured),
      amountRefunded: scale.amount(amountRefunded),
      refunds: list(refunds).map((refund) => convertRefund(refund, scale)),
    }),
  },
  {
    name: 'orders',
    filter: byCurrency,
    convert: ({ lines, prices, totalAmount, paidAmount, refundedAmount }, scale) => ({
      lines: scale.money(lines),
      prices: scale.money(prices),
      totalAmount: scale.amount(totalAmount),
      paidAmount: scale.amount(paidAmount),
      refundedAmount: scale.amount(refundedAmount),
    }),
  },
  {
    name: 'ledger_entries',
    filter: byCurrency,
    convert: ({ key, postings }, scale) => ({
      postings: scale.fieldsOf(postings, ['amount']),
      // The key of a capture and of a sale ends in what was captured.
      key: String(key).replace(
        /^((?:capture|sale):[^:]+:)(\d+)$/,
        (_, name: string, sum: string) => `${name}${scale.amount(Number(sum))}`,
      ),
    }),
  },
  {
    name: 'events',
    filter: (currency) => ({ 'data.currency': currency }),
    convert: ({ data }, scale) => ({ data: scale.fields(data, ['amount', 'total']) }),
  },
  {
    name: 'idempotency_keys',
    filter: everything,
    convert: ({ answer }, scale) => ({ answer: convertAnswer(answer, scale) }),
  },
  {
    name: 'sandbox_payments',
    filter: byCurrency,
    convert: ({ amount, amountCaptured, refunds }, scale) => ({
      amount: scale.amount(amount),
      amountCaptured: scale.amount(amountCaptured),
      refunds: scale.fieldsOf(refunds, ['amount']),
    }),
  },
];
