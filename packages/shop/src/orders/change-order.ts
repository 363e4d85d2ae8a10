import { auditedOrigin, type Clock } from '@trastienda/base';
import {
  type ChangeContext,
  callerOf,
  runIdempotentWith,
  withCommittedState,
} from '@trastienda/mongo';
import type {
  AuditAction,
  AuditEntryView,
  CallOrigin,
  StaffOrderView,
} from '@trastienda/shop-contract';
import type { Database, OrderState } from '@trastienda/shop-db';
import { toStaffOrderView } from './order-view.ts';
import { type OrderWithPayment, readOrder } from './read-order.ts';

export interface ChangeOrderDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/** A changed order and the audit details of the change. */
export interface ChangedOrder {
  readonly found: OrderWithPayment;
  readonly action: Extract<AuditAction, `order.${string}`>;
  readonly details: AuditEntryView['details'];
}

export interface OrderChangeInput {
  readonly orderId: string;
  readonly idempotencyKey: string;
}

/**
 * Changes an order on behalf of staff in one transaction: reads the order, applies `work`, and
 * writes the audit entry and the idempotent response. Returns the response, and the result of
 * `work` unless the call is a repetition. `seen` is the order as the caller has read it, for work
 * that writes it.
 * @throws {ShopError} ORDER_NOT_FOUND.
 */
export async function changeOrder<Changed extends ChangedOrder>(
  deps: ChangeOrderDeps,
  procedure: string,
  input: OrderChangeInput,
  origin: CallOrigin,
  work: (found: OrderWithPayment, context: ChangeContext) => Promise<Changed>,
  seen: OrderState | null = null,
): Promise<{ readonly view: StaffOrderView; readonly changed: Changed | null }> {
  const { database, clock } = deps;
  const call = { procedure, caller: callerOf(origin), input };
  const attempt = withCommittedState(seen, async (order) => {
    const { orderId } = input;
    const context = { at: clock.now(), requestId: origin.requestId };
    const changed = await work(await readOrder(deps, orderId, order), context);
    const { found, action, details } = changed;
    const entry = { action, subjectId: orderId, details, at: context.at };
    await database.audit.append({ ...entry, ...auditedOrigin(origin) });
    return { answer: toStaffOrderView(found), result: changed };
  });
  const { answer, result } = await runIdempotentWith(deps, call, attempt);
  return { view: answer, changed: result };
}
