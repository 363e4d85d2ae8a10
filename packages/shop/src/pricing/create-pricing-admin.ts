import { createDiscountService } from './discount-service.ts';
import { createPriceListService } from './price-list-service.ts';
import type { PricingAdmin, PricingAdminDeps } from './pricing-admin.ts';
import { createShippingService } from './shipping-service.ts';
import { createTaxService } from './tax-service.ts';

/** Creates the management of price lists, taxes, shipping and discounts. */
export function createPricingAdmin(deps: PricingAdminDeps): PricingAdmin {
  return {
    prices: createPriceListService(deps),
    taxes: createTaxService(deps),
    shipping: createShippingService(deps),
    discounts: createDiscountService(deps),
  };
}
