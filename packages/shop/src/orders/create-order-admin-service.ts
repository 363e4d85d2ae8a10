import { requirePermission } from '@trastienda/base';
import { type ChangeContext, mapPage } from '@trastienda/mongo';
import { type CallOrigin, eventPermissionOf, type StaffOrderView } from '@trastienda/shop-contract';
import { toDomainEventView } from '../base/domain-event-view.ts';
import {
  type ChangedOrder,
  type ChangeOrderDeps,
  changeOrder,
  type OrderChangeInput,
} from './change-order.ts';
import { addOrderNote, changeOrderAddress } from './edit-order.ts';
import { fulfilOrder } from './fulfil-order.ts';
import type { OrderAdminService } from './order-services.ts';
import { toStaffOrderSummary, toStaffOrderView } from './order-view.ts';
import { type OrderWithPayment, readOrder } from './read-order.ts';
import { resolveReturn } from './returns.ts';
import { writeOrder } from './write-order.ts';

/**
 * Creates the order service for staff, without refunds and cancellations; each change has an entry
 * in the audit log.
 */
export function createOrderAdminService(
  deps: ChangeOrderDeps,
): Omit<OrderAdminService, 'cancel' | 'refund'> {
  const { database } = deps;

  const change = async (
    procedure: string,
    input: OrderChangeInput,
    origin: CallOrigin,
    work: (found: OrderWithPayment, context: ChangeContext) => Promise<ChangedOrder>,
  ): Promise<StaffOrderView> => (await changeOrder(deps, procedure, input, origin, work)).view;

  return {
    search: async (input) => mapPage(await database.orders.search(input), toStaffOrderSummary),

    get: async ({ orderId }) => toStaffOrderView(await readOrder(deps, orderId)),

    fulfil: (input, origin) =>
      change('orders.fulfil', input, origin, async (found, context) => {
        const order = await fulfilOrder(deps, found, input, context);
        const details = { status: order.status };
        return { found: { ...found, order }, action: 'order.fulfilled', details };
      }),

    addNote: (input, origin) =>
      change('orders.addNote', input, origin, async (found, context) => {
        const order = await addOrderNote(deps, found.order, input.text, context);
        return { found: { ...found, order }, action: 'order.note-added', details: {} };
      }),

    changeAddress: (input, origin) =>
      change('orders.changeAddress', input, origin, async (found, context) => {
        const order = await changeOrderAddress(deps, found.order, input.shippingAddress, context);
        return { found: { ...found, order }, action: 'order.address-changed', details: {} };
      }),

    resolveReturn: (input, origin) =>
      change('orders.resolveReturn', input, origin, async (found, context) => {
        const order = await resolveReturn(deps, found, input, context);
        const { returnId, decision } = input;
        const details = { returnId, decision };
        return { found: { ...found, order }, action: 'order.return-resolved', details };
      }),

    revokeLinks: (input, origin) =>
      change('orders.revokeLinks', input, origin, async (found, context) => {
        const linkVersion = (found.order.linkVersion ?? 0) + 1;
        const draft = { type: 'order.links-revoked', data: {} } as const;
        const order = await writeOrder(deps, found.order, { linkVersion }, [draft], context);
        return { found: { ...found, order }, action: 'order.links-revoked', details: {} };
      }),

    async events(input, { actor }) {
      requirePermission(actor, eventPermissionOf(input.aggregate));
      return mapPage(await database.events.list(input), toDomainEventView);
    },
  };
}
