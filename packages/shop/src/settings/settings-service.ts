import { minorUnitDigits } from '@trastienda/base';
import {
  COUNTRY_CODES,
  LOCALES,
  MAX_CART_LINES,
  MAX_DISCOUNT_CODES,
  MAX_LINE_QUANTITY,
  MAX_PASSWORD_LENGTH,
  type ShopSettings,
} from '@trastienda/shop-contract';
import type { Database } from '@trastienda/shop-db';
import { shipsTo } from '../pricing/shipping-options.ts';

/** The settings of the shop, for its storefronts. */
export interface SettingsService {
  settings(): Promise<ShopSettings>;
}

/** Dependencies of the settings, and the settings that are configured. */
export interface SettingsDeps
  extends Pick<ShopSettings, 'name' | 'currency' | 'payments' | 'reservationSeconds'> {
  readonly database: Pick<Database, 'prices' | 'shippingMethods'>;
  /** `PaymentProvider.payableStep` of the shop's payment provider. */
  readonly payableStep: (currency: string) => number;
  readonly passwordMinLength: number;
}

/** Creates the service that tells storefronts what they must know of the shop. */
export function createSettingsService(deps: SettingsDeps): SettingsService {
  const { name, currency, payments, reservationSeconds, payableStep, passwordMinLength } = deps;
  const { prices, shippingMethods } = deps.database;

  return {
    async settings() {
      const [listed, methods] = await Promise.all([prices.currencies(), shippingMethods.all()]);
      const active = methods.filter(({ isActive }) => isActive);
      const codes = [currency, ...listed.filter((code) => code !== currency)];
      return {
        name,
        currency,
        currencies: codes.map((code) => ({
          code,
          minorUnitDigits: minorUnitDigits(code),
          payableStep: payableStep(code),
        })),
        shippingCountries: COUNTRY_CODES.filter((country) =>
          active.some((method) => shipsTo(method, country, active)),
        ),
        languages: [...LOCALES],
        payments,
        passwords: {
          minLength: passwordMinLength,
          maxLength: MAX_PASSWORD_LENGTH,
          isGuessabilityChecked: true,
        },
        isGuestCheckoutAllowed: true,
        carts: {
          maxLines: MAX_CART_LINES,
          maxLineQuantity: MAX_LINE_QUANTITY,
          maxDiscountCodes: MAX_DISCOUNT_CODES,
        },
        reservationSeconds,
      };
    },
  };
}
