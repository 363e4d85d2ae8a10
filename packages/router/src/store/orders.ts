import {
  CancelOrderInput,
  ClaimableOrders,
  ClaimedOrders,
  ClaimOrdersInput,
  LinkedOrderView,
  ListOrdersInput,
  OrderIdInput,
  OrderLinkInput,
  OrderNews,
  OrderPage,
  OrderView,
  ordersTag,
  orderTags,
  RequestReturnInput,
  WatchOrdersInput,
} from '@trastienda/shop-contract';
import { PROVIDER_DEADLINE_MS } from '../deadlines.ts';
import { mutation, query, subscription } from '../procedures.ts';
import { trackPositions } from '../track-positions.ts';

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

  claim: mutation(
    {
      access: 'own',
      summary: 'Takes over orders that were placed as a guest with the address of the account',
      description:
        'Without `token` those that `orders.claimable` counts; with the token of an email about an order that order, whose email address must be that of the account. Guests then no longer find them.',
      http: 'POST /guest-orders/claim',
      input: ClaimOrdersInput.prefault({}),
      output: ClaimedOrders,
      errors: ['LINK_INVALID', 'SESSION_ENDED'],
      idempotency: 'natural',
      cost: 10,
    },
    ({ ctx, input }) => ctx.services.orders.claim(ctx.actor, input, ctx.origin),
  ),

  claimable: query(
    {
      access: 'own',
      summary: 'Counts orders that were placed as a guest with the address of the account',
      description:
        'Only orders of the last 90 days, placed before the account last proved access to the mailbox: by signing up, changing its address or resetting its password.',
      http: 'GET /guest-orders',
      output: ClaimableOrders,
      errors: ['SESSION_ENDED'],
      tags: ({ ctx }) => [ordersTag({ kind: 'account', id: ctx.actor.accountId })],
    },
    ({ ctx }) => ctx.services.orders.claimable(ctx.actor),
  ),

  get: query(
    {
      access: 'buyer',
      summary: 'Returns an order',
      http: 'GET /orders/{orderId}',
      input: OrderIdInput,
      output: OrderView,
      errors: ['ORDER_NOT_FOUND'],
      tags: ({ ctx, output }) => orderTags({ id: output.id, buyer: ctx.buyer }),
    },
    ({ ctx, input }) => ctx.services.orders.get(ctx.buyer, input),
  ),

  getByLink: mutation(
    {
      access: 'public',
      summary: 'Returns the order of a link in an email',
      description:
        'It changes nothing: it is a mutation so that the token is in no URL, where logs and caches would keep it.',
      http: 'POST /guest-orders/by-link',
      input: OrderLinkInput,
      output: LinkedOrderView,
      errors: ['LINK_INVALID'],
      idempotency: 'natural',
      limits: ['orderLinks'],
    },
    ({ ctx, input }) => ctx.services.orders.getByLink(input),
  ),

  list: query(
    {
      access: 'buyer',
      summary: 'Lists orders, newest first',
      http: 'GET /orders',
      input: ListOrdersInput.prefault({}),
      output: OrderPage,
      errors: ['CURSOR_INVALID'],
      tags: ({ ctx }) => [ordersTag(ctx.buyer)],
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

  watch: subscription(
    {
      access: 'buyer',
      summary: 'Streams what happens to orders',
      description:
        'Continues after the last id in any process, and misses nothing. `event` is null in values that have an id alone.',
      input: WatchOrdersInput.prefault({}),
      output: OrderNews,
      errors: ['STREAM_GAP'],
      isResumable: true,
    },
    ({ ctx, lastEventId, signal }) =>
      trackPositions(ctx.services.streams.watchOrders(ctx.buyer, { lastEventId, signal })),
  ),
};
