import { defineInvariant, type Invariant } from './invariant.ts';
import { documentsOf, EVENTS_OF_ALL_TIME, foldOf, type SourceQuery } from './source.ts';

interface Aggregate {
  /** Absent in a product from before changes of products were events. */
  readonly eventSequence?: number;
}

interface History {
  readonly last: number;
  readonly gap: string | null;
}

function follow({ last, gap }: History, { sequence }: { readonly sequence: number }): History {
  const isNext = sequence === last + 1;
  return { last: sequence, gap: gap ?? (isNext ? null : `event ${sequence} follows ${last}`) };
}

/** The events of an aggregate are numbered 1 to its `eventSequence`, without gaps or duplicates. */
const eventSequences = (
  aggregate: string,
  collection: string,
  keyed: Pick<SourceQuery, 'key' | 'stages'> = { key: '_id' },
): Invariant =>
  defineInvariant<{ document: Aggregate; history: History }>({
    name: `${aggregate}-events`,
    sources: {
      document: documentsOf({ collection, ...keyed, fields: ['eventSequence'] }),
      history: foldOf<{ sequence: number }, History>(
        {
          ...EVENTS_OF_ALL_TIME,
          filter: { aggregate },
          key: 'aggregateId',
          inOrderOf: 'sequence',
          fields: [],
        },
        { first: (event) => follow({ last: 0, gap: null }, event), next: follow },
      ),
    },
    check({ document, history = { last: 0, gap: null } }) {
      if (document === undefined) return [`has ${history.last} events but does not exist`];
      const { eventSequence = 0 } = document;
      return [
        ...(history.gap === null ? [] : [history.gap]),
        ...(eventSequence === history.last
          ? []
          : [`counts ${eventSequence} events, the last is ${history.last}`]),
      ];
    },
  });

/** Products have ids that are no texts. */
const BY_OBJECT_ID = {
  key: 'productId',
  stages: [{ $project: { productId: { $toString: '$_id' }, eventSequence: 1 } }],
};

export const EVENT_INVARIANTS: readonly Invariant[] = [
  eventSequences('checkout', 'checkouts'),
  eventSequences('order', 'orders'),
  eventSequences('payment', 'payments'),
  eventSequences('product', 'products', BY_OBJECT_ID),
  eventSequences('stock', 'stock'),
];
