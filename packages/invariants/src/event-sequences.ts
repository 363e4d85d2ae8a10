import { defineInvariant, type Invariant } from './invariant.ts';
import { documentsOf, foldOf } from './source.ts';

interface Aggregate {
  readonly eventSequence: number;
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
const eventSequences = (aggregate: string, collection: string): Invariant =>
  defineInvariant<{ document: Aggregate; history: History }>({
    name: `${aggregate}-events`,
    sources: {
      document: documentsOf({ collection, key: '_id', fields: ['eventSequence'] }),
      history: foldOf<{ sequence: number }, History>(
        {
          collection: 'events',
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
      const { eventSequence } = document;
      return [
        ...(history.gap === null ? [] : [history.gap]),
        ...(eventSequence === history.last
          ? []
          : [`counts ${eventSequence} events, the last is ${history.last}`]),
      ];
    },
  });

export const EVENT_INVARIANTS: readonly Invariant[] = [
  eventSequences('checkout', 'checkouts'),
  eventSequences('order', 'orders'),
  eventSequences('payment', 'payments'),
  eventSequences('stock', 'stock'),
];
