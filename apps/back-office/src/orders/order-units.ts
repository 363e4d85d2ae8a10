import type { StaffOrder } from '@trastienda/shop-client';

type Line = StaffOrder['lines'][number];
type Returns = Pick<StaffOrder, 'returns'>;
type ReturnStatus = StaffOrder['returns'][number]['status'];

/** A quantity of a SKU, as calls about an order have them. */
export interface Units {
  readonly sku: string;
  readonly quantity: number;
}

/** Where the units of a line are. */
export interface LineUnits {
  /** Neither sent nor canceled. */
  readonly unsent: number;
  /** Sent, and not back. */
  readonly withBuyer: number;
  /** With the buyer, in a return request that waits for an answer. */
  readonly requested: number;
  /** With the buyer, in an accepted return. */
  readonly accepted: number;
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** Returns how many units there are in some lines. */
export function countUnits(lines: readonly { readonly quantity: number }[]): number {
  return sum(lines.map(({ quantity }) => quantity));
}

function inReturns(sku: string, { returns }: Returns, status: ReturnStatus): number {
  return countUnits(
    returns
      .filter((request) => request.status === status)
      .flatMap(({ lines }) => lines.filter((line) => line.sku === sku)),
  );
}

/** Counts the units of a line by where they are. */
export function unitsOf(line: Line, order: Returns): LineUnits {
  const { sku, quantity, fulfilledQuantity, canceledQuantity, returnedQuantity } = line;
  return {
    unsent: Math.max(0, quantity - fulfilledQuantity - canceledQuantity),
    withBuyer: Math.max(0, fulfilledQuantity - returnedQuantity),
    requested: inReturns(sku, order, 'requested'),
    accepted: Math.max(0, inReturns(sku, order, 'accepted') - returnedQuantity),
  };
}

/** Returns whether units of an accepted return have not come back yet. */
export function isAwaited(
  { lines }: Pick<StaffOrder['returns'][number], 'lines'>,
  order: Pick<StaffOrder, 'lines' | 'returns'>,
): boolean {
  const skus = new Set(lines.map(({ sku }) => sku));
  return order.lines.some((line) => skus.has(line.sku) && unitsOf(line, order).accepted > 0);
}

/** Returns the units of an order that are still to be sent, by SKU. */
export function unsentUnits(order: Pick<StaffOrder, 'lines' | 'returns'>): readonly Units[] {
  return order.lines
    .map((line) => ({ sku: line.sku, quantity: unitsOf(line, order).unsent }))
    .filter(({ quantity }) => quantity > 0);
}

/** Whether units of the order can be sent now: it is paid, and something is left to send. */
export function canFulfil(order: StaffOrder): boolean {
  const isOpen = order.status === 'paid' || order.status === 'partially-fulfilled';
  return isOpen && unsentUnits(order).length > 0;
}
