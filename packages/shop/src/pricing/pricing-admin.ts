import type { Clock, Fallible } from '@trastienda/base';
import type {
  CallOrigin,
  CreateDiscountInput,
  CreateShippingMethodInput,
  CreateTaxZoneInput,
  DiscountPage,
  DiscountView,
  GetDiscountInput,
  ListDiscountsInput,
  ListPricesInput,
  ListShippingMethodsInput,
  ListTaxZonesInput,
  PricePage,
  PricesSet,
  RemoveShippingMethodInput,
  RemoveTaxZoneInput,
  SetPricesInput,
  ShippingMethodPage,
  ShippingMethodView,
  TaxZonePage,
  TaxZoneView,
  UpdateDiscountInput,
  UpdateShippingMethodInput,
  UpdateTaxZoneInput,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';

/** Dependencies of price, tax, shipping and discount management. */
export interface PricingAdminDeps {
  readonly database: Pick<
    Database,
    'prices' | 'taxZones' | 'shippingMethods' | 'discounts' | 'audit' | 'events' | 'transaction'
  >;
  readonly clock: Clock;
  /** The shop's currency, in which the catalog's prices are. */
  readonly currency: string;
}

/** Price lists for currencies other than the shop's; the catalog has the prices in the shop's. */
export interface PriceListService {
  /**
   * Lists prices by SKU.
   * @throws {ShopError} CURSOR_INVALID.
   */
  list(input: ListPricesInput): Fallible<PricePage, 'CURSOR_INVALID'>;
  /**
   * Sets prices atomically.
   * @throws {ShopError} CURRENCY_UNSUPPORTED for the shop's currency.
   */
  set(input: SetPricesInput, origin: CallOrigin): Fallible<PricesSet, 'CURRENCY_UNSUPPORTED'>;
}

export interface TaxService {
  /**
   * Lists tax zones, newest first.
   * @throws {ShopError} CURSOR_INVALID.
   */
  list(input: ListTaxZonesInput): Fallible<TaxZonePage, 'CURSOR_INVALID'>;
  /**
   * Creates a tax zone.
   * @throws {ShopError} TAX_ZONE_TAKEN; INPUT_INVALID for a region that its country does not have.
   */
  create(input: CreateTaxZoneInput, origin: CallOrigin): Fallible<TaxZoneView, 'TAX_ZONE_TAKEN'>;
  /**
   * Updates a tax zone.
   * @throws {ShopError} TAX_ZONE_NOT_FOUND.
   */
  update(
    input: UpdateTaxZoneInput,
    origin: CallOrigin,
  ): Fallible<TaxZoneView, 'TAX_ZONE_NOT_FOUND'>;
  /**
   * Removes a tax zone and returns its last state.
   * @throws {ShopError} TAX_ZONE_NOT_FOUND.
   */
  remove(
    input: RemoveTaxZoneInput,
    origin: CallOrigin,
  ): Fallible<TaxZoneView, 'TAX_ZONE_NOT_FOUND'>;
}

export interface ShippingService {
  /**
   * Lists shipping methods, newest first.
   * @throws {ShopError} CURSOR_INVALID.
   */
  list(input: ListShippingMethodsInput): Fallible<ShippingMethodPage, 'CURSOR_INVALID'>;
  /**
   * Creates a shipping method.
   * @throws {ShopError} INPUT_INVALID when there are `MAX_SHIPPING_METHODS`, or as for `update`.
   */
  create(input: CreateShippingMethodInput, origin: CallOrigin): Promise<ShippingMethodView>;
  /**
   * Updates a shipping method.
   * @throws {ShopError} SHIPPING_METHOD_NOT_FOUND; INPUT_INVALID for the rest of the world with
   * countries.
   */
  update(
    input: UpdateShippingMethodInput,
    origin: CallOrigin,
  ): Fallible<ShippingMethodView, 'SHIPPING_METHOD_NOT_FOUND'>;
  /**
   * Removes a shipping method and returns its last state.
   * @throws {ShopError} SHIPPING_METHOD_NOT_FOUND.
   */
  remove(
    input: RemoveShippingMethodInput,
    origin: CallOrigin,
  ): Fallible<ShippingMethodView, 'SHIPPING_METHOD_NOT_FOUND'>;
}

export interface DiscountService {
  /**
   * Lists discounts, newest first.
   * @throws {ShopError} CURSOR_INVALID.
   */
  list(input: ListDiscountsInput): Fallible<DiscountPage, 'CURSOR_INVALID'>;
  /**
   * Returns a discount.
   * @throws {ShopError} DISCOUNT_NOT_FOUND.
   */
  get(input: GetDiscountInput): Fallible<DiscountView, 'DISCOUNT_NOT_FOUND'>;
  /**
   * Creates a discount.
   * @throws {ShopError} DISCOUNT_CODE_TAKEN; INPUT_INVALID when it ends before it begins, or when
   * `MAX_AUTOMATIC_DISCOUNTS` discounts without a code are active.
   */
  create(
    input: CreateDiscountInput,
    origin: CallOrigin,
  ): Fallible<DiscountView, 'DISCOUNT_CODE_TAKEN'>;
  /**
   * Updates a discount. Open checkouts keep the prices that they started with.
   * @throws {ShopError} DISCOUNT_NOT_FOUND; INPUT_INVALID as for `create`.
   */
  update(
    input: UpdateDiscountInput,
    origin: CallOrigin,
  ): Fallible<DiscountView, 'DISCOUNT_NOT_FOUND'>;
}

/** Management of prices by staff; every change commits together with its audit log entry. */
export interface PricingAdmin {
  readonly prices: PriceListService;
  readonly taxes: TaxService;
  readonly shipping: ShippingService;
  readonly discounts: DiscountService;
}
