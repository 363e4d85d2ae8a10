import type { OrderState, RefundState } from '@trastienda/db';
import { expect } from 'vitest';
import type { RefundPlan } from '../refund-plan.ts';

type Place = 'unsent' | 'buyer' | 'shop' | 'shelf';

/** One thing that can be touched. */
interface Unit {
  readonly sku: string;
  /** Waiting to be sent, with the buyer, back or withdrawn in the shop, or on the shelf for others. */
  place: Place;
  wasSent: boolean;
  /** The position of the refund that its money is in, once it is withdrawn or back. */
  refund: number | null;
  /** Put on the shelf by a later call than the one that withdrew it or took it back. */
  isLate: boolean;
}

export type GoneKind = 'unsent' | 'sent';

/**
 * The units of an order as they lie about, which what is counted of them must agree with. It moves
 * them when staff call for the first time; a call that repeats a failed one moves nothing but those
 * of its units that are still to be put on the shelf.
 */
export function unitWorld(placed: OrderState) {
  const units: Unit[] = placed.lines.flatMap(({ sku, quantity }) =>
    Array.from({ length: quantity }, () => ({
      ...{ sku, place: 'unsent' as const, wasSent: false, refund: null, isLate: false },
    })),
  );
  /** SKUs of which sent units were paid back that stayed with the buyer. */
  const kept = new Set<string>();
  const at = (sku: string, place: Place) =>
    units.filter((unit) => unit.sku === sku && unit.place === place);
  const move = (some: readonly Unit[], quantity: number, change: Partial<Unit>) => {
    expect(quantity, 'as many units as there are').toBeLessThanOrEqual(some.length);
    for (const unit of some.slice(0, quantity)) Object.assign(unit, change);
  };
  /** Units that were withdrawn, or came back, and whose refund has failed. */
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
    /** A refund that is made for the first time, at this position among the refunds. */
    refund({ money, picks }: RefundPlan, refund: number, restock: boolean) {
      for (const { line, withdrawn, returned, restocked } of picks) {
        const { sku } = line;
        const place = restock ? 'shelf' : 'shop';
        const late = restocked - (restock ? withdrawn + returned : 0);
        expect(late, 'all that it moves is restocked, or nothing').toBeGreaterThanOrEqual(0);
        const { quantity = 0, canceled = 0 } = money.lines.find((each) => each.sku === sku) ?? {};
        if (quantity - canceled > returned) kept.add(sku);
        move(at(sku, 'shop'), late, { place: 'shelf', isLate: true });
        move(at(sku, 'unsent'), withdrawn, { place, refund });
        move(at(sku, 'buyer'), returned, { place, refund });
      }
    },
    /**
     * Nothing says which of the units in the shop a late call has put on the shelf. It counts for
     * others than these, as long as there are others.
     */
    countLateForOthers(some: readonly Unit[]) {
      for (const unit of some.filter(({ place, isLate }) => place === 'shelf' && isLate)) {
        const other = at(unit.sku, 'shop').find((each) => !some.includes(each));
        if (other === undefined) return;
        Object.assign(other, { place: 'shelf', isLate: true });
        Object.assign(unit, { place: 'shop', isLate: false });
      }
    },
    /** A refund of units whose first one has failed. */
    again(some: readonly Unit[], refund: number, restock: boolean) {
      for (const unit of some) {
        unit.refund = refund;
        if (restock) unit.place = 'shelf';
      }
    },
    /** What is counted is what there is. */
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
