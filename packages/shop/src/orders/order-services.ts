import type { AccountActor, Fallible, Keyed } from '@trastienda/base';
import type {
  AddOrderNoteInput,
  Buyer,
  CallOrigin,
  CancelOrderInput,
  ChangeOrderAddressInput,
  ClaimableOrders,
  ClaimedOrders,
  ClaimOrdersInput,
  EventPage,
  FulfilOrderInput,
  LinkedOrderView,
  ListEventsInput,
  ListOrdersInput,
  OrderIdInput,
  OrderLinkInput,
  OrderPage,
  OrderView,
  RefundOrderInput,
  RequestReturnInput,
  ResolveReturnInput,
  SearchOrdersInput,
  StaffOrderPage,
  StaffOrderView,
} from '@trastienda/shop-contract';

/** The account that claims orders. */
type Claiming = Pick<AccountActor, 'accountId'>;

/** Orders of the calling buyer. */
export interface OrderService {
  list(buyer: Buyer, input: ListOrdersInput): Fallible<OrderPage, 'CURSOR_INVALID'>;
  /**
   * Returns an order.
   * @throws {ShopError} ORDER_NOT_FOUND.
   */
  get(buyer: Buyer, input: OrderIdInput): Fallible<OrderView, 'ORDER_NOT_FOUND'>;
  /**
   * Returns the order of a link in an email, while it is an order of a guest.
   * @throws {ShopError} LINK_INVALID.
   */
  getByLink(input: OrderLinkInput): Fallible<LinkedOrderView, 'LINK_INVALID'>;
  /**
   * Counts the orders that the account may claim: of guests, with its address, placed within 90 days
   * and before the account last verified the address.
   * @throws {ShopError} SESSION_ENDED.
   */
  claimable(account: Claiming): Fallible<ClaimableOrders, 'SESSION_ENDED'>;
  /**
   * Moves claimable orders to the account, each in a transaction; with a token the order of that
   * link, which must have the account's address.
   * @throws {ShopError} SESSION_ENDED or LINK_INVALID.
   */
  claim(
    account: Claiming,
    input: ClaimOrdersInput,
    origin: CallOrigin,
  ): Fallible<ClaimedOrders, 'SESSION_ENDED' | 'LINK_INVALID'>;
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
  /** Revokes the links in all emails about an order that were sent until now. */
  revokeLinks(
    input: Keyed<OrderIdInput>,
    origin: CallOrigin,
  ): Fallible<StaffOrderView, 'ORDER_NOT_FOUND' | 'IDEMPOTENCY_KEY_REUSED'>;
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
