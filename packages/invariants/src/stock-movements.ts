import { defineInvariant } from './invariant.ts';
import { documentsOf, foldOf } from './source.ts';

interface Stock {
  readonly onHand: number;
  readonly reserved: number;
  readonly available: number;
  readonly movements: number;
}

interface Movement {
  readonly sequence: number;
  readonly onHandChange: number;
  readonly reservedChange: number;
  readonly onHand: number;
  readonly reserved: number;
  readonly policy: string;
}

/** Sums of a SKU's movements, and the first problem with them. */
interface Sum {
  readonly count: number;
  readonly onHand: number;
  readonly reserved: number;
  readonly problem: string | null;
}

const NOTHING: Sum = { count: 0, onHand: 0, reserved: 0, problem: null };

function problemOf(before: Sum, after: Sum, movement: Movement): string | null {
  const { sequence, onHand, reserved, policy, onHandChange, reservedChange } = movement;
  if (sequence !== after.count) return `movement ${after.count} is missing, ${sequence} is there`;
  if (onHand !== after.onHand || reserved !== after.reserved) {
    return `movement ${sequence} says ${onHand} on hand and ${reserved} reserved, and leaves ${after.onHand} and ${after.reserved}`;
  }
  if (reserved < 0) return `movement ${sequence} leaves ${reserved} reserved`;
  // Under `continue` stock may have gone below zero before; under `deny` it can then only increase.
  if (policy === 'deny' && onHandChange < reservedChange && onHand < reserved) {
    return `movement ${sequence} leaves ${onHand - reserved} available under deny`;
  }
  return before.problem;
}

function add(before: Sum, movement: Movement): Sum {
  const after: Sum = {
    count: before.count + 1,
    onHand: before.onHand + movement.onHandChange,
    reserved: before.reserved + movement.reservedChange,
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
      fields: ['onHand', 'reserved', 'available', 'movements'],
    }),
    moved: foldOf<Movement, Sum>(
      {
        collection: 'stock_movements',
        key: 'sku',
        inOrderOf: 'sequence',
        fields: ['onHandChange', 'reservedChange', 'onHand', 'reserved', 'policy'],
      },
      { first: (movement) => add(NOTHING, movement), next: add },
    ),
  },
  check({ stock, moved = NOTHING }) {
    if (stock === undefined) return [`has ${moved.count} movements and no stock`];
    const { onHand, reserved, available, movements } = stock;
    return [
      ...(moved.problem === null ? [] : [moved.problem]),
      ...(onHand === moved.onHand ? [] : [`${onHand} on hand, movements make ${moved.onHand}`]),
      ...(reserved === moved.reserved
        ? []
        : [`${reserved} reserved, movements make ${moved.reserved}`]),
      ...(available === onHand - reserved
        ? []
        : [`${available} available of ${onHand} less ${reserved}`]),
      ...(movements === moved.count ? [] : [`counts ${movements} movements of ${moved.count}`]),
    ];
  },
});
