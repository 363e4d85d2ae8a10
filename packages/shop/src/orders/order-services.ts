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
  list(buyer: Buyer, input: ListOrdersInput): Promise<OrderPage>;
  /**
   * Returns an order.
   * @throws {ShopError} ORDER_NOT_FOUND.
   */
  get(buyer: Buyer, input: OrderIdInput): Promise<OrderView>;
  /**
   * Cancels an order and refunds the paid amount; the response's `refunds` show the progress.
   * @throws {ShopError} ORDER_NOT_FOUND or ORDER_STATE_INVALID.
   */
  cancel(buyer: Buyer, input: CancelOrderInput, origin: CallOrigin): Promise<OrderView>;
  /**
   * Requests a return of shipped units.
   * @throws {ShopError} ORDER_NOT_FOUND, ORDER_STATE_INVALID or ORDER_QUANTITY_EXCEEDED.
   */
  requestReturn(buyer: Buyer, input: RequestReturnInput, origin: CallOrigin): Promise<OrderView>;
}

/** Order management by staff. All calls may fail with ORDER_NOT_FOUND. */
export interface OrderAdminService {
  search(input: SearchOrdersInput): Promise<StaffOrderPage>;
  get(input: OrderIdInput): Promise<StaffOrderView>;
  /**
   * Records a shipment.
   * @throws {ShopError} ORDER_STATE_INVALID, also when all money is refunded;
   * ORDER_QUANTITY_EXCEEDED.
   */
  fulfil(input: FulfilOrderInput, origin: CallOrigin): Promise<StaffOrderView>;
  /**
   * Creates a refund, which is `pending` in the response and sent to the provider right after; a
   * refund of zero succeeds at once. Units that it cancels stay canceled regardless of its outcome.
   * @throws {ShopError} REFUND_EXCEEDS_PAID, AMOUNT_NOT_PAYABLE, ORDER_STATE_INVALID or
   * ORDER_QUANTITY_EXCEEDED.
   */
  refund(input: RefundOrderInput, origin: CallOrigin): Promise<StaffOrderView>;
  /**
   * Cancels an order, or the unshipped rest of a partially shipped one.
   * @throws {ShopError} ORDER_STATE_INVALID.
   */
  cancel(input: CancelOrderInput, origin: CallOrigin): Promise<StaffOrderView>;
  /**
   * Adds a note.
   * @throws {ShopError} ORDER_QUANTITY_EXCEEDED when there are too many notes.
   */
  addNote(input: AddOrderNoteInput, origin: CallOrigin): Promise<StaffOrderView>;
  /**
   * Changes the shipping address.
   * @throws {ShopError} ORDER_STATE_INVALID.
   */
  changeAddress(input: ChangeOrderAddressInput, origin: CallOrigin): Promise<StaffOrderView>;
  /**
   * Accepts or rejects a return request.
   * @throws {ShopError} RETURN_NOT_FOUND or ORDER_STATE_INVALID.
   */
  resolveReturn(input: ResolveReturnInput, origin: CallOrigin): Promise<StaffOrderView>;
  /** Lists the events of an order, its payment or any other aggregate, oldest first. */
  events(input: ListEventsInput): Promise<EventPage>;
}
