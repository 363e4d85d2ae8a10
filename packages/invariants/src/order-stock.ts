import { defineInvariant } from './invariant.ts';
import { documentsOf, groupsOf } from './source.ts';

interface Order {
  readonly lines: readonly {
    readonly sku: string;
    readonly stockQuantity: number;
    readonly restockedQuantity: number;
  }[];
}

interface Movement {
  readonly sku: string;
  readonly kind: string;
  readonly onHandChange: number;
}

/** Every unit that an order sent or restocked has exactly one stock movement. */
export const orderStock = defineInvariant<{ order: Order; movements: readonly Movement[] }>({
  name: 'order-stock',
  sources: {
    order: documentsOf({
      collection: 'orders',
      key: '_id',
      fields: ['lines.sku', 'lines.stockQuantity', 'lines.restockedQuantity'],
    }),
    movements: groupsOf({
      collection: 'stock_movements',
      filter: { kind: { $in: ['sold', 'returned'] } },
      key: 'orderId',
      fields: ['sku', 'kind', 'onHandChange'],
    }),
  },
  check({ order, movements = [] }) {
    if (order === undefined) return ['moved stock but does not exist'];
    const moved = (sku: string, kind: string) =>
      movements
        .filter((movement) => movement.sku === sku && movement.kind === kind)
        .reduce((sum, { onHandChange }) => sum + Math.abs(onHandChange), 0);
    return order.lines.flatMap(({ sku, stockQuantity, restockedQuantity }) => {
      const sold = moved(sku, 'sold');
      const returned = moved(sku, 'returned');
      return [
        ...(sold === stockQuantity ? [] : [`sold ${stockQuantity} ${sku}, ${sold} left the shop`]),
        ...(returned === restockedQuantity
          ? []
          : [`restocked ${restockedQuantity} ${sku}, ${returned} came back`]),
      ];
    });
  },
});
