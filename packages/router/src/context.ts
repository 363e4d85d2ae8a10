import type {
  AccountAdminService,
  AccountService,
  ApiKeyService,
  AuditService,
  AuthService,
} from '@trastienda/auth';
import type { TagHub } from '@trastienda/base';
import type * as procedures from '@trastienda/procedures';
import type {
  AddressService,
  CartService,
  CatalogService,
  CheckoutService,
  DiscountService,
  EventService,
  EventStreams,
  FormService,
  LedgerService,
  MediaService,
  MessageAdminService,
  NewsletterAdminService,
  OrderAdminService,
  OrderService,
  PriceListService,
  ReportService,
  SettingsService,
  ShippingService,
  StockService,
  TaxService,
  WebhookService,
} from '@trastienda/shop';
import type { AuditAction, Buyer, ErrorReason, Permission, Role } from '@trastienda/shop-contract';

/** Use cases that procedures pass their inputs to. */
export interface Services {
  readonly shop: SettingsService;
  readonly catalog: CatalogService;
  readonly auth: AuthService<Role, Permission>;
  readonly account: AccountService<Role, Permission>;
  readonly accounts: AccountAdminService<Role>;
  readonly apiKeys: ApiKeyService<Permission>;
  readonly audit: AuditService<AuditAction>;
  readonly stock: StockService;
  readonly prices: PriceListService;
  readonly taxes: TaxService;
  readonly shipping: ShippingService;
  readonly discounts: DiscountService;
  readonly addresses: AddressService;
  readonly cart: CartService;
  readonly checkout: CheckoutService;
  readonly orders: OrderService;
  readonly orderAdmin: OrderAdminService;
  readonly ledger: LedgerService;
  readonly events: EventService;
  readonly reports: ReportService;
  readonly webhooks: WebhookService;
  readonly forms: FormService;
  readonly media: MediaService;
  readonly messageAdmin: MessageAdminService;
  readonly newsletterAdmin: NewsletterAdminService;
  /** News of what answers depend on, for live queries. */
  readonly tags: TagHub;
  readonly streams: EventStreams;
}

/** Limits beside the general one, for calls that cost more than server time. */
export const CALL_LIMITS = [
  'auth',
  'secrets',
  'catalogImport',
  'stockImport',
  'checkout',
  'forms',
  'orderLinks',
] as const;
export type CallLimit = (typeof CALL_LIMITS)[number];

// The types of the kit, with the roles, reasons and limits of the shop.
export type CallRecord = procedures.CallRecord<ErrorReason>;
/** `cost` is in points; see "Cost of a call" in `docs/ACCOUNTS.md`. */
export type LimitedCall = procedures.LimitedCall<CallLimit>;

/** The shop's part of the context of a call. */
export interface ShopContext {
  readonly services: Services;
  /**
   * Guest identified by a guest token, whether the caller is signed in or not; null without a
   * token.
   */
  readonly guest: Buyer | null;
}

/** Context of a procedure call. */
export type RouterContext = procedures.ProcedureContext<Role, Permission, ErrorReason, CallLimit> &
  ShopContext;
