import type {
  AccountAdminService,
  AccountService,
  ApiKeyService,
  AuditService,
  AuthService,
  SignInOutcome,
} from '@trastienda/auth';
import type {
  CartService,
  CatalogService,
  CheckoutService,
  DiscountService,
  LedgerService,
  OrderAdminService,
  OrderService,
  PriceListService,
  ShippingService,
  StockService,
  TaxService,
} from '@trastienda/shop';
import type {
  Actor,
  Buyer,
  CallOrigin,
  ErrorReason,
  ShopError,
  SignInResult,
} from '@trastienda/shop-contract';

/** Use cases that procedures pass their inputs to. */
export interface Services {
  readonly catalog: CatalogService;
  readonly auth: AuthService;
  readonly account: AccountService;
  readonly accounts: AccountAdminService;
  readonly apiKeys: ApiKeyService;
  readonly audit: AuditService;
  readonly stock: StockService;
  readonly prices: PriceListService;
  readonly taxes: TaxService;
  readonly shipping: ShippingService;
  readonly discounts: DiscountService;
  readonly cart: CartService;
  readonly checkout: CheckoutService;
  readonly order: OrderService;
  readonly orders: OrderAdminService;
  readonly ledger: LedgerService;
}

/** Transport of a session's token: in a cookie, or in the response for callers that store it. */
export interface SessionTransport {
  /**
   * Checks, before a sign-in starts, that its session can be delivered.
   *
   * @throws {ShopError} ORIGIN_REJECTED when the cookie could not be set.
   */
  requireDeliverable(): void;
  /** Returns the response to a sign-in, with the token inserted or set as a cookie. */
  deliver(outcome: SignInOutcome): SignInResult;
  /**
   * Checks, before a sign-out starts, that the cookie, if there is one, could be cleared.
   *
   * @throws {ShopError} MEDIA_UNSUPPORTED when it could not.
   */
  requireClearable(): void;
  /** Clears the cookie, if there is one. */
  clear(): void;
}

/** Record of a finished call. */
export interface CallRecord {
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** `OK`, or the reason of the failure. */
  readonly code: 'OK' | ErrorReason;
  readonly durationMs: number;
  readonly requestId: string;
  /** Set for failures; its `cause` is the thrown error. */
  readonly error?: ShopError;
}

/** A limit beside the general one, for calls that cost more than server time. */
export type CallLimit = 'auth' | 'secrets' | 'catalogImport' | 'stockImport' | 'checkout';

/** Rate-limit data of a call, as its procedure declares it. */
export interface LimitedCall extends Pick<CallRecord, 'path' | 'type'> {
  /** Cost in points; see "Cost of a call" in `docs/ACCOUNTS.md`. */
  readonly cost: number;
  /** Stricter limits that also count the call. */
  readonly limits: readonly CallLimit[];
}

/** Context of a procedure call. */
export interface RouterContext {
  readonly actor: Actor;
  /**
   * Guest identified by a guest token, whether the caller is signed in or not; null without a
   * token.
   */
  readonly guest: Buyer | null;
  readonly origin: CallOrigin;
  readonly session: SessionTransport;
  /**
   * Counts the call, each one of a batch, before it begins.
   *
   * @throws {ShopError} RATE_LIMITED when a limit is used up.
   */
  readonly consume: (call: LimitedCall) => Promise<void>;
  /** Id of the HTTP request in logs and error responses. */
  readonly requestId: string;
  readonly services: Services;
  /** Aborted when the client disconnects. */
  readonly signal?: AbortSignal;
  /** Called once for every call that reached a procedure. */
  readonly onCall: (call: CallRecord) => void;
}
