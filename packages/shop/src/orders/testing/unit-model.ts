import type { OrderState, RefundState } from '@trastienda/shop-db';
import { expect } from 'vitest';
import type { RefundPlan } from '../refund-plan.ts';

type Place = 'unsent' | 'buyer' | 'shop' | 'shelf';

/** A single physical unit. */
interface Unit {
  readonly sku: string;
  /**
   * To be shipped, with the buyer, in the shop after a cancellation or return, or in stock again.
   */
  place: Place;
  wasSent: boolean;
  /** Index of the refund with its money, once it is canceled or returned. */
  refund: number | null;
  /** True when a later call restocked it than the one that canceled or returned it. */
  isLate: boolean;
}

export type GoneKind = 'unsent' | 'sent';

/**
 * A model of an order's physical units, which the counters must agree with. The first call of staff
 * moves units; a call that repeats a failed one only restocks units that are not restocked yet.
 */
export function createUnitModel(placed: OrderState) {
  const units: Unit[] = placed.lines.flatMap(({ sku, quantity }) =>
    Array.from({ length: quantity }, () => ({
      ...{ sku, place: 'unsent' as const, wasSent: false, refund: null, isLate: false },
    })),
  );
  /** SKUs with units that were refunded and stayed with the buyer. */
  const kept = new Set<string>();
  const at = (sku: string, place: Place) =>
    units.filter((unit) => unit.sku === sku && unit.place === place);
  const move = (some: readonly Unit[], quantity: number, change: Partial<Unit>) => {
    expect(quantity, 'as many units as there are').toBeLessThanOrEqual(some.length);
    for (const unit of some.slice(0, quantity)) Object.assign(unit, change);
  };
  /** Returns canceled or returned units whose refund has failed. */
  const unpaid = (sku: string, kind: GoneKind, refunds: readonly RefundState[]) =>
    units.filter(
      (unit) =>
        unit.sku === sku &&
        unit.wasSent === (kind === 'sent') &&
        unit.refund !== null &&
        refunds[unit.refund]?.status === 'failed',
    );

  return {
    isAnyKept: (sku: string) => kept.has(sku),
    unpaid,
    withBuyer: (sku: string) => at(sku, 'buyer').length,
    send(sku: string, quantity: number) {
      move(at(sku, 'unsent'), quantity, { place: 'buyer', wasSent: true });
    },
    /** Applies a refund at this index: the first one, but for units whose refund has failed. */
    refund(
      { money, picks }: RefundPlan,
      refund: number,
      { restock, repeated }: { readonly restock: boolean; readonly repeated: readonly Unit[] },
    ) {
      for (const { line, withdrawn, returned, restocked } of picks) {
        const { sku } = line;
        const place = restock ? 'shelf' : 'shop';
        const unpaid = repeated.filter((unit) => unit.sku === sku);
        const unpaidOff = restock ? unpaid.filter((unit) => unit.place === 'shop').length : 0;
        for (const unit of unpaid) {
          unit.refund = refund;
          if (restock) unit.place = 'shelf';
        }
        const late = restocked - unpaidOff - (restock ? withdrawn + returned : 0);
        expect(late, 'all that it moves is restocked, or nothing').toBeGreaterThanOrEqual(0);
        const { quantity = 0, canceled = 0 } = money.lines.find((each) => each.sku === sku) ?? {};
        if (quantity - canceled > returned) kept.add(sku);
        move(at(sku, 'shop'), late, { place: 'shelf', isLate: true });
        move(at(sku, 'unsent'), withdrawn, { place, refund });
        move(at(sku, 'buyer'), returned, { place, refund });
      }
    },
    /**
     * A late restock does not identify its units. They count as other units than these as long as
     * there are others.
     */
    countLateForOthers(some: readonly Unit[]) {
      for (const unit of some.filter(({ place, isLate }) => place === 'shelf' && isLate)) {
        const other = at(unit.sku, 'shop').find((each) => !some.includes(each));
        if (other === undefined) return;
        Object.assign(other, { place: 'shelf', isLate: true });
        Object.assign(unit, { place: 'shop', isLate: false });
      }
    },
    /** Applies a refund of units whose first refund has failed. */
    again(some: readonly Unit[], refund: number, restock: boolean) {
      for (const unit of some) {
        unit.refund = refund;
        if (restock) unit.place = 'shelf';
      }
    },
    /** Checks that the counters agree with the units. */
    expectCounted({ lines }: OrderState) {
      for (const line of lines) {
        const gone = units.filter(({ sku, refund }) => sku === line.sku && refund !== null);
        expect({
          sent: line.fulfilledQuantity,
          canceled: line.canceledQuantity,
          returned: line.returnedQuantity,
          restocked: line.restockedQuantity,
        }).toEqual({
          sent: units.filter(({ sku, wasSent }) => sku === line.sku && wasSent).length,
          canceled: gone.filter(({ wasSent }) => !wasSent).length,
          returned: gone.filter(({ wasSent }) => wasSent).length,
          restocked: at(line.sku, 'shelf').length,
        });
      }
    },
  };
}
