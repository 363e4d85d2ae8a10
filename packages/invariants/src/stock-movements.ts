import { defineInvariant } from './invariant.ts';
import { documentsOf, foldOf } from './source.ts';

interface Stock {
  readonly onHand: number;
  readonly held: number;
  readonly available: number;
  readonly movements: number;
}

interface Movement {
  readonly sequence: number;
  readonly onHandChange: number;
  readonly heldChange: number;
  readonly onHand: number;
  readonly held: number;
  readonly policy: string;
}

/** The movements of a SKU, summed up; the first problem with them. */
interface Sum {
  readonly count: number;
  readonly onHand: number;
  readonly held: number;
  readonly problem: string | null;
}

const NOTHING: Sum = { count: 0, onHand: 0, held: 0, problem: null };

function problemOf(before: Sum, after: Sum, movement: Movement): string | null {
  const { sequence, onHand, held, policy, onHandChange, heldChange } = movement;
  if (sequence !== after.count) return `movement ${after.count} is missing, ${sequence} is there`;
  if (onHand !== after.onHand || held !== after.held) {
    return `movement ${sequence} says ${onHand} on hand and ${held} held, and leaves ${after.onHand} and ${after.held}`;
  }
  if (held < 0) return `movement ${sequence} leaves ${held} held`;
  // Under `continue` stock may have gone below zero before; under `deny` it then only goes up.
  if (policy === 'deny' && onHandChange < heldChange && onHand < held) {
    return `movement ${sequence} leaves ${onHand - held} available under deny`;
  }
  return before.problem;
}

function add(before: Sum, movement: Movement): Sum {
  const after: Sum = {
    count: before.count + 1,
    onHand: before.onHand + movement.onHandChange,
    held: before.held + movement.heldChange,
    problem: before.problem,
  };
  return { ...after, problem: before.problem ?? problemOf(before, after, movement) };
}

/** Stock is the sum of its movements, which are numbered without gaps and never oversell. */
export const stockMovements = defineInvariant<{ stock: Stock; moved: Sum }>({
  name: 'stock-movements',
  sources: {
    stock: documentsOf<Stock>({
      collection: 'stock',
      key: '_id',
      fields: ['onHand', 'held', 'available', 'movements'],
    }),
    moved: foldOf<Movement, Sum>(
      {
        collection: 'stock_movements',
        key: 'sku',
        inOrderOf: 'sequence',
        fields: ['onHandChange', 'heldChange', 'onHand', 'held', 'policy'],
      },
      { first: (movement) => add(NOTHING, movement), next: add },
    ),
  },
  check({ stock, moved = NOTHING }) {
    if (stock === undefined) return [`has ${moved.count} movements and no stock`];
    const { onHand, held, available, movements } = stock;
    return [
      ...(moved.problem === null ? [] : [moved.problem]),
      ...(onHand === moved.onHand ? [] : [`${onHand} on hand, movements make ${moved.onHand}`]),
      ...(held === moved.held ? [] : [`${held} held, movements make ${moved.held}`]),
      ...(available === onHand - held ? [] : [`${available} available of ${onHand} less ${held}`]),
      ...(movements === moved.count ? [] : [`counts ${movements} movements of ${moved.count}`]),
    ];
  },
});
