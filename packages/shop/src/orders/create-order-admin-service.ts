import {
  type AuditAction,
  auditedOrigin,
  type CallOrigin,
  type StaffOrderView,
} from '@trastienda/contract';
import { mapPage, type NewAuditEntry } from '@trastienda/db';
import type { Cause } from '../base/buying-deps.ts';
import { toDomainEventView } from '../base/domain-event-view.ts';
import { callerOf } from '../base/idempotency/caller-of.ts';
import { answerOnce } from '../base/idempotency/run-idempotent.ts';
import { inTurn } from '../base/in-turn.ts';
import { advanceQuietly } from '../settlement/advance-quietly.ts';
import { cancelOrder } from '../settlement/cancel-order.ts';
import { refundOrder } from '../settlement/refund-order.ts';
import { addOrderNote, changeOrderAddress } from './edit-order.ts';
import { fulfilOrder } from './fulfil-order.ts';
import type { OrderDeps } from './order-deps.ts';
import type { OrderAdminService } from './order-services.ts';
import { toStaffOrderView } from './order-view.ts';
import { type OrderWithPayment, readOrder } from './read-order.ts';
import { resolveReturn } from './returns.ts';

/** What a change of an order leaves in the audit log. */
interface Changed {
  readonly found: OrderWithPayment;
  readonly action: Extract<AuditAction, `order.${string}`>;
  readonly details: NewAuditEntry['details'];
}

interface OrderChangeInput {
  readonly orderId: string;
  readonly idempotencyKey: string;
}

/** Orders as staff see and change them; each change stands in the audit log. */
export function createOrderAdminService(deps: OrderDeps): OrderAdminService {
  const { database, clock } = deps;

  /** One transaction: the order as it is, the change of it, its audit entry and the answer. */
  const change = (
    procedure: string,
    input: OrderChangeInput,
    origin: CallOrigin,
    work: (found: OrderWithPayment, cause: Cause) => Promise<Changed>,
  ): Promise<StaffOrderView> =>
    answerOnce(deps, { procedure, caller: callerOf(origin), input }, async () => {
      const { orderId } = input;
      const cause = { at: clock.now(), requestId: origin.requestId };
      const { found, action, details } = await work(await readOrder(deps, orderId), cause);
      const entry = { action, subjectId: orderId, details, at: cause.at };
      await database.audit.append({ ...entry, ...auditedOrigin(origin) });
      return toStaffOrderView(found);
    });

  /** As `change`, of what moves stock and money; the provider is then asked at once. */
  const settle: typeof change = async (procedure, input, origin, work) => {
    const { order } = await readOrder(deps, input.orderId);
    const view = await inTurn(deps, order, () => change(procedure, input, origin, work));
    await advanceQuietly(deps, input.orderId, origin);
    return view;
  };

  return {
    search: (input) => database.orders.search(input),

    get: async ({ orderId }) => toStaffOrderView(await readOrder(deps, orderId)),

    fulfil: (input, origin) =>
      change('orders.fulfil', input, origin, async (found, cause) => {
        const order = await fulfilOrder(deps, found, input, cause);
        const details = { status: order.status };
        return { found: { ...found, order }, action: 'order.fulfilled', details };
      }),

    refund: (input, origin) =>
      settle('orders.refund', input, origin, async (found, cause) => {
        const { refund, ...after } = await refundOrder(deps, found, input, cause);
        const details = { refundId: refund.id, amount: refund.amount };
        return { found: after, action: 'order.refunded', details };
      }),

    cancel: (input, origin) =>
      settle('orders.cancel', input, origin, async (found, cause) => {
        const by = { by: 'staff', reason: input.reason ?? null } as const;
        const after = await cancelOrder(deps, found, by, cause);
        return { found: after, action: 'order.cancelled', details: {} };
      }),

    addNote: (input, origin) =>
      change('orders.addNote', input, origin, async (found, cause) => {
        const order = await addOrderNote(deps, found.order, input.text, cause);
        return { found: { ...found, order }, action: 'order.note-added', details: {} };
      }),

    changeAddress: (input, origin) =>
      change('orders.changeAddress', input, origin, async (found, cause) => {
        const order = await changeOrderAddress(deps, found.order, input.shippingAddress, cause);
        return { found: { ...found, order }, action: 'order.address-changed', details: {} };
      }),

    resolveReturn: (input, origin) =>
      change('orders.resolveReturn', input, origin, async (found, cause) => {
        const order = await resolveReturn(deps, found, input, cause);
        const { returnId, decision } = input;
        const details = { returnId, decision };
        return { found: { ...found, order }, action: 'order.return-resolved', details };
      }),

    events: async (input) => mapPage(await database.events.list(input), toDomainEventView),
  };
}
