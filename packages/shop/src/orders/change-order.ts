import {
  type AuditAction,
  auditedOrigin,
  type CallOrigin,
  type StaffOrderView,
} from '@trastienda/contract';
import type { Database, NewAuditEntry, OrderState } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';
import type { ChangeContext } from '../base/change-context.ts';
import { handOn } from '../base/hand-on.ts';
import { callerOf } from '../base/idempotency/caller-of.ts';
import { runIdempotentWith } from '../base/idempotency/run-idempotent.ts';
import { toStaffOrderView } from './order-view.ts';
import { type OrderWithPayment, readOrder } from './read-order.ts';

export interface ChangeOrderDeps {
  readonly database: Database;
  readonly clock: Clock;
}

/** A changed order, and what the change leaves in the audit log. */
export interface ChangedOrder {
  readonly found: OrderWithPayment;
  readonly action: Extract<AuditAction, `order.${string}`>;
  readonly details: NewAuditEntry['details'];
}

export interface OrderChangeInput {
  readonly orderId: string;
  readonly idempotencyKey: string;
}

/**
 * Runs a change that staff make to an order in one transaction: the order as it is, the change, its
 * audit entry and the answer. Returns the answer, and what `work` changed unless the call was
 * answered before. `seen` is the order as it was before, of work that writes it. `ORDER_NOT_FOUND`.
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
  const attempt = handOn(seen, async (order) => {
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
