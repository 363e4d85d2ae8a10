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
} from '@trastienda/contract';
import type { Database } from '@trastienda/db';
import type { Clock } from '@trastienda/runtime';

/** What managing prices, tax, shipping and discounts is built on. */
export interface PricingAdminDeps {
  readonly database: Pick<
    Database,
    'prices' | 'taxZones' | 'shippingMethods' | 'discounts' | 'audit' | 'transaction'
  >;
  readonly clock: Clock;
  /** The shop's own currency. */
  readonly currency: string;
}

/** The price lists of other currencies than the shop's own, whose prices are the catalogue's. */
export interface PriceListService {
  /** By SKU. `CURSOR_INVALID`. */
  list(input: ListPricesInput): Promise<PricePage>;
  /** All or none. `CURRENCY_UNSUPPORTED` for the shop's own currency. */
  set(input: SetPricesInput, origin: CallOrigin): Promise<PricesSet>;
}

export interface TaxService {
  /** Newest first. `CURSOR_INVALID`. */
  list(input: ListTaxZonesInput): Promise<TaxZonePage>;
  /** `TAX_ZONE_TAKEN`; `INPUT_INVALID` for a region that its country does not have. */
  create(input: CreateTaxZoneInput, origin: CallOrigin): Promise<TaxZoneView>;
  /** `TAX_ZONE_NOT_FOUND`. */
  update(input: UpdateTaxZoneInput, origin: CallOrigin): Promise<TaxZoneView>;
  /** The zone that it was. `TAX_ZONE_NOT_FOUND`. */
  remove(input: RemoveTaxZoneInput, origin: CallOrigin): Promise<TaxZoneView>;
}

export interface ShippingService {
  /** Newest first. `CURSOR_INVALID`. */
  list(input: ListShippingMethodsInput): Promise<ShippingMethodPage>;
  /** `INPUT_INVALID` when there are `MAX_SHIPPING_METHODS` already, or as for `update`. */
  create(input: CreateShippingMethodInput, origin: CallOrigin): Promise<ShippingMethodView>;
  /** `SHIPPING_METHOD_NOT_FOUND`; `INPUT_INVALID` for the rest of the world with countries. */
  update(input: UpdateShippingMethodInput, origin: CallOrigin): Promise<ShippingMethodView>;
  /** The method that it was. `SHIPPING_METHOD_NOT_FOUND`. */
  remove(input: RemoveShippingMethodInput, origin: CallOrigin): Promise<ShippingMethodView>;
}

export interface DiscountService {
  /** Newest first. `CURSOR_INVALID`. */
  list(input: ListDiscountsInput): Promise<DiscountPage>;
  /** `DISCOUNT_NOT_FOUND`. */
  get(input: GetDiscountInput): Promise<DiscountView>;
  /**
   * `DISCOUNT_CODE_TAKEN`; `INPUT_INVALID` when it ends before it begins, or when
   * `MAX_AUTOMATIC_DISCOUNTS` without a code are active already.
   */
  create(input: CreateDiscountInput, origin: CallOrigin): Promise<DiscountView>;
  /**
   * Open checkouts keep the prices that they were begun with. `DISCOUNT_NOT_FOUND`, and
   * `INPUT_INVALID` as for `create`.
   */
  update(input: UpdateDiscountInput, origin: CallOrigin): Promise<DiscountView>;
}

/** What staff say of prices; every change is one transaction with its entry in the audit log. */
export interface PricingAdmin {
  readonly prices: PriceListService;
  readonly taxes: TaxService;
  readonly shipping: ShippingService;
  readonly discounts: DiscountService;
}
