import {
  buyerKeyOf,
  CancelOrderInput,
  ListOrdersInput,
  OrderIdInput,
  OrderPage,
  OrderView,
  RequestReturnInput,
} from '@trastienda/shop-contract';
import { PROVIDER_DEADLINE_MS } from '../deadlines.ts';
import { mutation, query } from '../procedures.ts';

/** Orders of the calling buyer. */
export const orders = {
  cancel: mutation(
    {
      access: 'buyer',
      summary: 'Cancels an order and refunds the paid amount',
      description: '`refunds` of the response show the progress.',
      http: 'POST /orders/{orderId}/cancel',
      input: CancelOrderInput,
      output: OrderView,
      errors: ['ORDER_NOT_FOUND', 'ORDER_STATE_INVALID'],
      idempotency: 'key',
      deadline: PROVIDER_DEADLINE_MS,
    },
    ({ ctx, input }) => ctx.services.orders.cancel(ctx.buyer, input, ctx.origin),
  ),

  get: query(
    {
      access: 'buyer',
      summary: 'Returns an order',
      http: 'GET /orders/{orderId}',
      input: OrderIdInput,
      output: OrderView,
      errors: ['ORDER_NOT_FOUND'],
      tags: ({ ctx, output }) => [`order:${output.id}`, `orders:${buyerKeyOf(ctx.buyer)}`],
    },
    ({ ctx, input }) => ctx.services.orders.get(ctx.buyer, input),
  ),

  list: query(
    {
      access: 'buyer',
      summary: 'Lists orders, newest first',
      http: 'GET /orders',
      input: ListOrdersInput.prefault({}),
      output: OrderPage,
      errors: ['CURSOR_INVALID'],
      tags: ({ ctx }) => [`orders:${buyerKeyOf(ctx.buyer)}`],
    },
    ({ ctx, input }) => ctx.services.orders.list(ctx.buyer, input),
  ),

  requestReturn: mutation(
    {
      access: 'buyer',
      summary: 'Requests a return of shipped units',
      http: 'POST /orders/{orderId}/returns',
      input: RequestReturnInput,
      output: OrderView,
      errors: ['ORDER_NOT_FOUND', 'ORDER_STATE_INVALID', 'ORDER_QUANTITY_EXCEEDED'],
      idempotency: 'key',
    },
    ({ ctx, input }) => ctx.services.orders.requestReturn(ctx.buyer, input, ctx.origin),
  ),
};
