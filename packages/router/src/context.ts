import type {
  AccountAdminService,
  AccountService,
  ApiKeyService,
  AuditService,
  AuthService,
  SignInOutcome,
} from '@trastienda/auth';
import type {
  Actor,
  Buyer,
  CallOrigin,
  ErrorReason,
  ShopError,
  SignInResult,
} from '@trastienda/contract';
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

/** The use cases that procedures hand their inputs to. */
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

/** How a session's token travels: in a cookie, or in the answer for callers that keep it. */
export interface SessionTransport {
  /** Asked before a sign-in begins: whether its session can be handed over. `ORIGIN_REJECTED`. */
  requireDeliverable(): void;
  /** What the caller is told of a sign-in, with the token in its place. */
  deliver(outcome: SignInOutcome): SignInResult;
  /**
   * Asked before a sign-out begins: whether the cookie, if there is one, could be taken away.
   * `MEDIA_UNSUPPORTED`.
   */
  requireClearable(): void;
  /** Takes the cookie away, if there is one. */
  clear(): void;
}

/** One call of a procedure, as it ended. */
export interface CallRecord {
  readonly path: string;
  readonly type: 'query' | 'mutation' | 'subscription';
  /** `OK`, or the reason of the failure. */
  readonly code: 'OK' | ErrorReason;
  readonly durationMs: number;
  readonly requestId: string;
  /** Present on failures; its `cause` is what was thrown. */
  readonly error?: ShopError;
}

/** A stricter limit than the general one, for calls that cost more than the time of the server. */
export type CallLimit = 'auth' | 'secrets' | 'catalogImport' | 'stockImport' | 'checkout';

/** What a call takes from its caller's allowance, as its procedure declares it. */
export interface LimitedCall extends Pick<CallRecord, 'path' | 'type'> {
  /** In points; see "Cost of a call" in `docs/ACCOUNTS.md`. */
  readonly cost: number;
  /** Stricter limits that the call counts towards as well. */
  readonly limits: readonly CallLimit[];
}

/** What a procedure knows about its call. */
export interface RouterContext {
  readonly actor: Actor;
  /** Whoever sent a guest token, signed in or not; null without one. */
  readonly guest: Buyer | null;
  readonly origin: CallOrigin;
  readonly session: SessionTransport;
  /** Counts the call, each one of a batch, before it begins. `RATE_LIMITED`. */
  readonly consume: (call: LimitedCall) => Promise<void>;
  /** Names the HTTP request in logs and error answers. */
  readonly requestId: string;
  readonly services: Services;
  /** Aborted when the caller goes away. */
  readonly signal?: AbortSignal;
  /** Told once about every call that reached a procedure. */
  readonly onCall: (call: CallRecord) => void;
}
