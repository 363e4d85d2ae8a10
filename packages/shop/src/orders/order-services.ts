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
} from '@trastienda/contract';

/** What buyers do with their own orders. */
export interface OrderService {
  list(buyer: Buyer, input: ListOrdersInput): Promise<OrderPage>;
  /** `ORDER_NOT_FOUND`. */
  get(buyer: Buyer, input: OrderIdInput): Promise<OrderView>;
  /**
   * What was paid is on its way back, as the answer's `refunds` say. `ORDER_NOT_FOUND`,
   * `ORDER_STATE_INVALID`.
   */
  cancel(buyer: Buyer, input: CancelOrderInput, origin: CallOrigin): Promise<OrderView>;
  /** `ORDER_NOT_FOUND`, `ORDER_STATE_INVALID`, `ORDER_QUANTITY_EXCEEDED`. */
  requestReturn(buyer: Buyer, input: RequestReturnInput, origin: CallOrigin): Promise<OrderView>;
}

/** What staff do with orders. All fail with `ORDER_NOT_FOUND`. */
export interface OrderAdminService {
  search(input: SearchOrdersInput): Promise<StaffOrderPage>;
  get(input: OrderIdInput): Promise<StaffOrderView>;
  /** `ORDER_STATE_INVALID`, also when all money is back; `ORDER_QUANTITY_EXCEEDED`. */
  fulfil(input: FulfilOrderInput, origin: CallOrigin): Promise<StaffOrderView>;
  /**
   * Begins a refund: it is `pending` in the answer, and sent right after; one of nothing has
   * succeeded. Units that it withdraws are withdrawn whatever becomes of the money.
   * `REFUND_EXCEEDS_PAID`, `AMOUNT_NOT_PAYABLE`, `ORDER_STATE_INVALID`, `ORDER_QUANTITY_EXCEEDED`.
   */
  refund(input: RefundOrderInput, origin: CallOrigin): Promise<StaffOrderView>;
  /** Also the unsent rest of an order that was sent in part. `ORDER_STATE_INVALID`. */
  cancel(input: CancelOrderInput, origin: CallOrigin): Promise<StaffOrderView>;
  /** `ORDER_QUANTITY_EXCEEDED` when there are too many already. */
  addNote(input: AddOrderNoteInput, origin: CallOrigin): Promise<StaffOrderView>;
  /** `ORDER_STATE_INVALID`. */
  changeAddress(input: ChangeOrderAddressInput, origin: CallOrigin): Promise<StaffOrderView>;
  /** `RETURN_NOT_FOUND`, `ORDER_STATE_INVALID`. */
  resolveReturn(input: ResolveReturnInput, origin: CallOrigin): Promise<StaffOrderView>;
  /** What happened to an order, its payment or anything else, oldest first. */
  events(input: ListEventsInput): Promise<EventPage>;
}
