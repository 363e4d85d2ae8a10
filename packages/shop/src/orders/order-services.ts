import type { Fallible, Keyed } from '@trastienda/base';
import type {
  AddOrderNoteInput,
  Buyer,
  CallOrigin,
  CancelOrderInput,
  ChangeOrderAddressInput,
  EventPage,
  FulfilOrderInput,
  ListEventsInput,
  ListOrdersInput,
  OrderIdInput,
  OrderPage,
  OrderView,
  RefundOrderInput,
  RequestReturnInput,
  ResolveReturnInput,
  SearchOrdersInput,
  StaffOrderPage,
  StaffOrderView,
} from '@trastienda/shop-contract';

/** Orders of the calling buyer. */
export interface OrderService {
  list(buyer: Buyer, input: ListOrdersInput): Fallible<OrderPage, 'CURSOR_INVALID'>;
  /**
   * Returns an order.
   * @throws {ShopError} ORDER_NOT_FOUND.
   */
  get(buyer: Buyer, input: OrderIdInput): Fallible<OrderView, 'ORDER_NOT_FOUND'>;
  /**
   * Cancels an order and refunds the paid amount; the response's `refunds` show the progress.
   * @throws {ShopError} ORDER_NOT_FOUND or ORDER_STATE_INVALID.
   */
  cancel(
    buyer: Buyer,
    input: Keyed<CancelOrderInput>,
    origin: CallOrigin,
  ): Fallible<OrderView, 'ORDER_NOT_FOUND' | 'ORDER_STATE_INVALID' | 'IDEMPOTENCY_KEY_REUSED'>;
  /**
   * Requests a return of shipped units.
   * @throws {ShopError} ORDER_NOT_FOUND, ORDER_STATE_INVALID or ORDER_QUANTITY_EXCEEDED.
   */
  requestReturn(
    buyer: Buyer,
    input: Keyed<RequestReturnInput>,
    origin: CallOrigin,
  ): Fallible<
    OrderView,
    'ORDER_NOT_FOUND' | 'ORDER_STATE_INVALID' | 'ORDER_QUANTITY_EXCEEDED' | 'IDEMPOTENCY_KEY_REUSED'
  >;
}

/** Order management by staff. All calls may fail with ORDER_NOT_FOUND. */
export interface OrderAdminService {
  search(input: SearchOrdersInput): Fallible<StaffOrderPage, 'CURSOR_INVALID'>;
  get(input: OrderIdInput): Fallible<StaffOrderView, 'ORDER_NOT_FOUND'>;
  /**
   * Records a shipment.
   * @throws {ShopError} ORDER_STATE_INVALID, also when all money is refunded;
   * ORDER_QUANTITY_EXCEEDED.
   */
  fulfil(
    input: Keyed<FulfilOrderInput>,
    origin: CallOrigin,
  ): Fallible<
    StaffOrderView,
    'ORDER_NOT_FOUND' | 'ORDER_STATE_INVALID' | 'ORDER_QUANTITY_EXCEEDED' | 'IDEMPOTENCY_KEY_REUSED'
  >;
  /**
   * Creates a refund, which is `pending` in the response and sent to the provider right after; a
   * refund of zero succeeds at once. Units that it cancels stay canceled regardless of its outcome.
   * @throws {ShopError} REFUND_EXCEEDS_PAID, AMOUNT_NOT_PAYABLE, ORDER_STATE_INVALID or
   * ORDER_QUANTITY_EXCEEDED.
   */
  refund(
    input: Keyed<RefundOrderInput>,
    origin: CallOrigin,
  ): Fallible<
    StaffOrderView,
    | 'ORDER_NOT_FOUND'
    | 'ORDER_STATE_INVALID'
    | 'ORDER_QUANTITY_EXCEEDED'
    | 'REFUND_EXCEEDS_PAID'
    | 'AMOUNT_NOT_PAYABLE'
    | 'IDEMPOTENCY_KEY_REUSED'
  >;
  /**
   * Cancels an order, or the unshipped rest of a partially shipped one.
   * @throws {ShopError} ORDER_STATE_INVALID.
   */
  cancel(
    input: Keyed<CancelOrderInput>,
    origin: CallOrigin,
  ): Fallible<StaffOrderView, 'ORDER_NOT_FOUND' | 'ORDER_STATE_INVALID' | 'IDEMPOTENCY_KEY_REUSED'>;
  /**
   * Adds a note.
   * @throws {ShopError} ORDER_QUANTITY_EXCEEDED when there are too many notes.
   */
  addNote(
    input: Keyed<AddOrderNoteInput>,
    origin: CallOrigin,
  ): Fallible<
    StaffOrderView,
    'ORDER_NOT_FOUND' | 'ORDER_QUANTITY_EXCEEDED' | 'IDEMPOTENCY_KEY_REUSED'
  >;
  /**
   * Changes the shipping address.
   * @throws {ShopError} ORDER_STATE_INVALID.
   */
  changeAddress(
    input: Keyed<ChangeOrderAddressInput>,
    origin: CallOrigin,
  ): Fallible<StaffOrderView, 'ORDER_NOT_FOUND' | 'ORDER_STATE_INVALID' | 'IDEMPOTENCY_KEY_REUSED'>;
  /**
   * Accepts or rejects a return request.
   * @throws {ShopError} RETURN_NOT_FOUND or ORDER_STATE_INVALID.
   */
  resolveReturn(
    input: Keyed<ResolveReturnInput>,
    origin: CallOrigin,
  ): Fallible<
    StaffOrderView,
    'ORDER_NOT_FOUND' | 'RETURN_NOT_FOUND' | 'ORDER_STATE_INVALID' | 'IDEMPOTENCY_KEY_REUSED'
  >;
  /**
   * Lists the events of an order, its payment or any other aggregate, oldest first.
   * @throws {ShopError} CURSOR_INVALID; PERMISSION_MISSING for an aggregate whose events another
   * permission shows, which the caller lacks.
   */
  events(
    input: ListEventsInput,
    origin: Pick<CallOrigin, 'actor'>,
  ): Fallible<EventPage, 'CURSOR_INVALID'>;
}
