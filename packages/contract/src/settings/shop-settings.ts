import { Locale } from '@trastienda/auth-contract';
import { CurrencyCode } from '@trastienda/base';
import { z } from 'zod';

/** Payment providers. The sandbox moves no money. */
export const PAYMENT_PROVIDERS = ['stripe', 'sandbox'] as const;

/** What a storefront must know of the shop before anybody buys. Contains no secrets. */
export const ShopSettings = z.object({
  name: z.string(),
  /** Currency of the catalog's prices, and of a cart whose buyer has chosen none. */
  currency: CurrencyCode,
  /** Currencies that carts can have: the catalog's first, then those with a price list. */
  currencies: z.array(
    z.object({
      code: CurrencyCode,
      /** Decimals of an amount: 2 means that 1050 minor units are 10.50. */
      minorUnitDigits: z.int().min(0),
      /** Totals are multiples of this many minor units. */
      payableStep: z.int().min(1),
    }),
  ),
  /**
   * ISO 3166-1 alpha-2 codes of the countries that an active shipping method serves, sorted. Price,
   * weight and currency of a cart can still rule it out.
   */
  shippingCountries: z.array(z.string()),
  /** Languages of accounts and their emails. */
  languages: z.array(Locale),
  payments: z.object({
    provider: z.enum(PAYMENT_PROVIDERS),
    /** The key for the provider's browser library; null where none is needed or configured. */
    publicKey: z.string().nullable(),
  }),
  /** Rules for new passwords, in characters. */
  passwords: z.object({
    minLength: z.int(),
    maxLength: z.int(),
    /** True when passwords that are easy to guess are rejected whatever their length. */
    isGuessabilityChecked: z.boolean(),
  }),
  /** True when guests buy without an account. */
  isGuestCheckoutAllowed: z.boolean(),
  carts: z.object({
    maxLines: z.int(),
    maxLineQuantity: z.int(),
    maxDiscountCodes: z.int(),
  }),
  /** How long a checkout reserves its stock. */
  reservationSeconds: z.int(),
});
export type ShopSettings = z.infer<typeof ShopSettings>;
