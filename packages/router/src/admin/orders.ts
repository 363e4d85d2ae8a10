import {
  AddOrderNoteInput,
  CancelOrderInput,
  ChangeOrderAddressInput,
  EventPage,
  FulfilOrderInput,
  ListEventsInput,
  OrderIdInput,
  orderTag,
  RefundOrderInput,
  ResolveReturnInput,
  SearchOrdersInput,
  StaffOrderPage,
  StaffOrderView,
} from '@trastienda/shop-contract';
import { PROVIDER_DEADLINE_MS } from '../deadlines.ts';
import { mutation, query } from '../procedures.ts';

/** Orders of all buyers. */
export const orders = {
  addNote: mutation(
    {
      access: 'orders:write',
      summary: 'Adds a note for staff',
      input: AddOrderNoteInput,
      output: StaffOrderView,
      errors: ['ORDER_NOT_FOUND', 'ORDER_QUANTITY_EXCEEDED'],
      idempotency: 'key',
    },
    ({ ctx, input }) => ctx.services.orderAdmin.addNote(input, ctx.origin),
  ),

  cancel: mutation(
    {
      access: 'orders:refund',
      summary: 'Cancels an order, or the unshipped rest of it',
      input: CancelOrderInput,
      output: StaffOrderView,
      errors: ['ORDER_NOT_FOUND', 'ORDER_STATE_INVALID'],
      idempotency: 'key',
      deadline: PROVIDER_DEADLINE_MS,
    },
    ({ ctx, input }) => ctx.services.orderAdmin.cancel(input, ctx.origin),
  ),

  changeAddress: mutation(
    {
      access: 'orders:write',
      summary: 'Changes the shipping address',
      input: ChangeOrderAddressInput,
      output: StaffOrderView,
      errors: ['ORDER_NOT_FOUND', 'ORDER_STATE_INVALID'],
      idempotency: 'key',
    },
    ({ ctx, input }) => ctx.services.orderAdmin.changeAddress(input, ctx.origin),
  ),

  events: query(
    {
      access: 'orders:read',
      summary: 'Lists the events of an order, a payment or any other aggregate, oldest first',
      description: 'Events of stock, products and prices need the permission to read those, too.',
      input: ListEventsInput,
      output: EventPage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.orderAdmin.events(input, ctx.origin),
  ),

  fulfil: mutation(
    {
      access: 'orders:write',
      summary: 'Records a shipment',
      input: FulfilOrderInput,
      output: StaffOrderView,
      errors: ['ORDER_NOT_FOUND', 'ORDER_STATE_INVALID', 'ORDER_QUANTITY_EXCEEDED'],
      idempotency: 'key',
    },
    ({ ctx, input }) => ctx.services.orderAdmin.fulfil(input, ctx.origin),
  ),

  get: query(
    {
      access: 'orders:read',
      summary: 'Returns an order',
      input: OrderIdInput,
      output: StaffOrderView,
      errors: ['ORDER_NOT_FOUND'],
      tags: ({ output }) => [orderTag(output.id)],
    },
    ({ ctx, input }) => ctx.services.orderAdmin.get(input),
  ),

  refund: mutation(
    {
      access: 'orders:refund',
      summary: 'Creates a refund, which is pending in the response',
      description: 'Units that it cancels stay canceled, whatever its outcome.',
      input: RefundOrderInput,
      output: StaffOrderView,
      errors: [
        'ORDER_NOT_FOUND',
        'ORDER_STATE_INVALID',
        'ORDER_QUANTITY_EXCEEDED',
        'REFUND_EXCEEDS_PAID',
        'AMOUNT_NOT_PAYABLE',
      ],
      idempotency: 'key',
      deadline: PROVIDER_DEADLINE_MS,
    },
    ({ ctx, input }) => ctx.services.orderAdmin.refund(input, ctx.origin),
  ),

  resolveReturn: mutation(
    {
      access: 'orders:write',
      summary: 'Accepts or rejects a return request',
      input: ResolveReturnInput,
      output: StaffOrderView,
      errors: ['ORDER_NOT_FOUND', 'RETURN_NOT_FOUND', 'ORDER_STATE_INVALID'],
      idempotency: 'key',
      deadline: PROVIDER_DEADLINE_MS,
    },
    ({ ctx, input }) => ctx.services.orderAdmin.resolveReturn(input, ctx.origin),
  ),

  revokeLinks: mutation(
    {
      access: 'orders:write',
      summary: 'Revokes the links in all emails about an order that were sent until now',
      input: OrderIdInput,
      output: StaffOrderView,
      errors: ['ORDER_NOT_FOUND'],
      idempotency: 'key',
    },
    ({ ctx, input }) => ctx.services.orderAdmin.revokeLinks(input, ctx.origin),
  ),

  search: query(
    {
      access: 'orders:read',
      summary: 'Searches orders, newest first',
      input: SearchOrdersInput.prefault({}),
      output: StaffOrderPage,
      errors: ['CURSOR_INVALID'],
    },
    ({ ctx, input }) => ctx.services.orderAdmin.search(input),
  ),
};
