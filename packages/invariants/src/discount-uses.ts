import type { Document } from 'mongodb';
import { defineInvariant, type Invariant } from './invariant.ts';
import { documentsOf, foldOf, groupsOf } from './source.ts';

/** Returns a part of an id `<discount>:<other>`. */
const partOf = (index: number): Document => ({ $arrayElemAt: [{ $split: ['$_id', ':'] }, index] });

const countOf = (filter: Document, key: Document) =>
  foldOf<Document, number>(
    {
      ...{ collection: 'discount_uses', filter, stages: [{ $set: { for: key } }] },
      ...{ key: 'for', fields: [] },
    },
    { first: () => 1, next: (count) => count + 1 },
  );

interface Counts {
  counter: { readonly used: number };
  uses: number;
}

const compare = ({ counter, uses = 0 }: Partial<Counts>): string[] =>
  (counter?.used ?? 0) === uses ? [] : [`counts ${counter?.used ?? 0} uses, there are ${uses}`];

/**
 * A discount counts each of its uses once, in total and per buyer; and only uses by live or
 * completed checkouts.
 */
export const DISCOUNT_INVARIANTS: readonly Invariant[] = [
  defineInvariant<Counts>({
    name: 'discount-uses',
    sources: {
      counter: documentsOf({ collection: 'discounts', key: '_id', fields: ['used'] }),
      uses: countOf({ isCounted: true }, partOf(0)),
    },
    check: compare,
  }),
  defineInvariant<Counts>({
    name: 'discount-buyers',
    sources: {
      counter: documentsOf({ collection: 'discount_buyers', key: '_id', fields: ['used'] }),
      uses: countOf({ isCountedForBuyer: true }, { $concat: [partOf(0), ':', '$buyerKey'] }),
    },
    check: compare,
  }),
  defineInvariant<{
    checkout: { readonly status: string };
    uses: readonly { readonly id: string }[];
  }>({
    name: 'discount-checkouts',
    sources: {
      checkout: documentsOf({ collection: 'checkouts', key: '_id', fields: ['status'] }),
      uses: groupsOf({
        ...{ collection: 'discount_uses', stages: [{ $set: { checkoutId: partOf(1) } }] },
        ...{ key: 'checkoutId', fields: [] },
      }),
    },
    check({ checkout, uses = [] }) {
      const isBuying = checkout?.status === 'open' || checkout?.status === 'completed';
      return isBuying || uses.length === 0
        ? []
        : [`is ${checkout?.status ?? 'missing'} and uses ${uses.length} discounts`];
    },
  }),
];
