import { EVENT_AMOUNTS } from '@trastienda/shop-contract';
import { priceOrderKey } from '../products/listing.ts';
import { REPORT_AMOUNTS } from '../reports/report-document.ts';
import { isFields, type Scale } from './scale-money.ts';

/** A stored document. */
export type StoredDocument = Readonly<Record<string, unknown>> & { readonly _id: unknown };

/** A collection with amounts: how to find and convert those of one currency. */
export interface MoneyCollection {
  readonly name: string;
  filter(currency: string): Record<string, unknown>;
  /**
   * Returns the changed top-level fields.
   * @throws {AmountTooLargeError}
   */
  convert(document: StoredDocument, scale: Scale): Record<string, unknown>;
}

const byCurrency = (currency: string) => ({ currency });
const everything = () => ({});
/** Events name the currency of their amounts. */
const eventsIn = (name: string): MoneyCollection => ({
  name,
  filter: (currency) => ({ 'data.currency': currency }),
  convert: ({ data }, scale) => ({ data: scale.fields(data, EVENT_AMOUNTS) }),
});

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
    lines: scale.fieldsOf(scaled.lines, ['amount', 'tax', 'value', 'reopenedValue']),
    split: scale.fields(scaled.split, ['sales', 'shipping', 'tax', 'shippingTax']),
  };
}

function convertRate(rate: unknown, scale: Scale): unknown {
  if (!isFields(rate) || rate.currency !== scale.currency) return rate;
  const freeFrom = scale.amount(rate.freeFrom);
  return { ...rate, bands: scale.fieldsOf(rate.bands, ['amount']), freeFrom };
}

/**
 * Converts stored responses that are not sealed, as earlier versions stored them. A sealed response
 * keeps its original amounts until it expires after a week.
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
 * All collections with amounts, in the order of conversion. Historical records keep their amounts:
 * audit entries, and queued emails.
 */
export const MONEY_COLLECTIONS: readonly MoneyCollection[] = [
  {
    name: 'products',
    filter: byCurrency,
    convert: ({ variants, maxPrice, listing, revision }, scale) => ({
      variants: scale.fieldsOf(variants, ['price', 'compareAtPrice']),
      maxPrice: scale.amount(maxPrice),
      listing: convertListing(listing, scale),
      // A writer that has read the old prices must not write them back.
      revision: Number(revision) + 1,
    }),
  },
  {
    name: 'prices',
    // Their ids start with the currency and a line feed; a vertical tab follows it.
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
      // The keys of captures and sales end in the captured amount.
      key: String(key).replace(
        /^((?:capture|sale):[^:]+:)(\d+)$/,
        (_, name: string, sum: string) => `${name}${scale.amount(Number(sum))}`,
      ),
    }),
  },
  eventsIn('events'),
  eventsIn('events_archive'),
  {
    name: 'report_rows',
    filter: byCurrency,
    convert: ({ figures }, scale) => ({ figures: scale.fields(figures, REPORT_AMOUNTS) }),
  },
  {
    name: 'stock_values',
    filter: byCurrency,
    convert: ({ value }, scale) => ({ value: scale.amount(value) }),
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
