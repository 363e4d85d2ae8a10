import type { ShippingOption } from '@trastienda/shop-contract';
import type { ShippingMethodState } from '@trastienda/shop-db';
import { roundDown } from '../base/money/minor-units-math.ts';
import type { QuotedLine } from './pricing-service.ts';

/** Contents and destination of a shipment. */
interface Parcel {
  readonly country: string;
  readonly currency: string;
  /** Amounts that can be paid are multiples of this many minor units. */
  readonly payableStep: number;
  readonly lines: readonly QuotedLine[];
  /** Price of the goods after discounts, in minor units. */
  readonly goodsTotal: number;
}

/** Sums the weight of the lines that are shipped; an unknown weight counts as zero. */
function gramsOf(lines: readonly QuotedLine[]): number {
  return lines
    .filter(({ variant }) => variant.requiresShipping)
    .reduce((grams, { variant, quantity }) => grams + (variant.weightGrams ?? 0) * quantity, 0);
}

function priceOf(method: ShippingMethodState, grams: number, parcel: Parcel): number | null {
  const rate = method.rates.find(({ currency }) => currency === parcel.currency);
  const band = rate?.bands.find(({ maxGrams }) => maxGrams === null || grams <= maxGrams);
  if (rate === undefined || band === undefined) return null;
  if (rate.freeFrom !== null && parcel.goodsTotal >= rate.freeFrom) return 0;
  return roundDown(band.amount, parcel.payableStep);
}

/** Returns whether a method ships to a country, given all active methods. */
export function shipsTo(
  { countries, isRestOfWorld }: ShippingMethodState,
  country: string,
  active: readonly ShippingMethodState[],
): boolean {
  if (!isRestOfWorld) return countries.length === 0 || countries.includes(country);
  return !active.some((method) => method.countries.includes(country));
}

/** Returns the active methods that ship this weight there in this currency, cheapest first. */
export function shippingOptions(
  methods: readonly ShippingMethodState[],
  parcel: Parcel,
): ShippingOption[] {
  const grams = gramsOf(parcel.lines);
  const active = methods.filter(({ isActive }) => isActive);
  return active
    .filter((method) => shipsTo(method, parcel.country, active))
    .flatMap((method) => {
      const amount = priceOf(method, grams, parcel);
      if (amount === null) return [];
      const { id, name } = method;
      return [{ id, name, price: { amount, currency: parcel.currency } }];
    })
    .toSorted((a, b) => a.price.amount - b.price.amount || (a.id < b.id ? -1 : 1));
}
