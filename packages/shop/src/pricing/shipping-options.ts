import type { ShippingOption } from '@trastienda/contract';
import type { ShippingMethodState } from '@trastienda/db';
import { roundDown } from '../base/money/minor-units-math.ts';
import type { QuotedLine } from './pricing-service.ts';

/** What is to be sent, and where. */
interface Parcel {
  readonly country: string;
  readonly currency: string;
  /** What amounts that can be paid are multiples of. */
  readonly payableStep: number;
  readonly lines: readonly QuotedLine[];
  /** What the goods cost after discounts, in minor units. */
  readonly goodsTotal: number;
}

/** What the lines weigh that are sent; an unknown weight counts as none. */
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

/** Whether a method goes to a country, given all active ones. */
function goesTo(
  { countries, isRestOfWorld }: ShippingMethodState,
  country: string,
  active: readonly ShippingMethodState[],
): boolean {
  if (!isRestOfWorld) return countries.length === 0 || countries.includes(country);
  return !active.some((method) => method.countries.includes(country));
}

/** The active methods that go there with such a weight in this currency, the cheapest first. */
export function shippingOptions(
  methods: readonly ShippingMethodState[],
  parcel: Parcel,
): ShippingOption[] {
  const grams = gramsOf(parcel.lines);
  const active = methods.filter(({ isActive }) => isActive);
  return active
    .filter((method) => goesTo(method, parcel.country, active))
    .flatMap((method) => {
      const amount = priceOf(method, grams, parcel);
      if (amount === null) return [];
      const { id, name } = method;
      return [{ id, name, price: { amount, currency: parcel.currency } }];
    })
    .toSorted((a, b) => a.price.amount - b.price.amount || (a.id < b.id ? -1 : 1));
}
