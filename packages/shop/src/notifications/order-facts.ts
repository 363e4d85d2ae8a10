import { plainLine } from '@trastienda/emails';
import type { Address } from '@trastienda/shop-contract';
import type { OrderState, StockQuantity } from '@trastienda/shop-db';
import type { EmailItem, EmailReceipt } from './email-content.ts';

/** Longer texts are cut: an email with a hundred items of any title stays readable, and small. */
const MAX_LENGTH = 120;

/** Reduces a text of people to one line of visible characters, and to a length that an email bears. */
export function shortLine(text: string, maxLength: number = MAX_LENGTH): string {
  const characters = [...plainLine(text)];
  if (characters.length <= maxLength) return characters.join('');
  return `${characters
    .slice(0, maxLength - 1)
    .join('')
    .trimEnd()}…`;
}

type Line = OrderState['lines'][number];

function itemOf({ title, optionValues }: Line, quantity: number): Omit<EmailItem, 'price'> {
  const options = optionValues.length === 0 ? null : shortLine(optionValues.join(', '));
  return { title: shortLine(title), options, quantity };
}

/** Returns units of an order without prices; leaves out units that the order does not have. */
export function itemsOf({ lines }: OrderState, units: readonly StockQuantity[]): EmailItem[] {
  return units.flatMap(({ sku, quantity }) => {
    const line = lines.find((each) => each.sku === sku);
    return line === undefined || quantity === 0 ? [] : [{ ...itemOf(line, quantity), price: null }];
  });
}

/** Returns the items of an order with its prices. */
export function receiptOf({ lines, prices, shippingMethod }: OrderState): EmailReceipt {
  const subtotals = new Map(prices.lines.map(({ sku, subtotal }) => [sku, subtotal]));
  const names = prices.discounts.map(({ title, code }) => code ?? title);
  const { subtotal, discountTotal, shipping, taxes, isTaxIncluded, total } = prices;
  return {
    items: lines.map((line) => ({
      ...itemOf(line, line.quantity),
      price: subtotals.get(line.sku) ?? null,
    })),
    subtotal,
    discount:
      discountTotal.amount === 0
        ? null
        : { names: shortLine(names.join(', ')), amount: discountTotal },
    shipping: shippingMethod && { name: shortLine(shippingMethod.name), price: shipping.price },
    taxes: taxes
      .filter(({ amount }) => amount.amount !== 0)
      .map((tax) => ({ ...tax, name: shortLine(tax.name) })),
    isTaxIncluded,
    total,
  };
}

/** Returns the lines of an address, as they stand on an envelope. */
export function addressLines(address: Address): string[] {
  const { name, company, line1, line2, postalCode, city, region, country } = address;
  const town = [postalCode, city].filter((part) => part !== null).join(' ');
  const place = region === null ? country : `${region}, ${country}`;
  return [name, company, line1, line2, town, place]
    .filter((line) => line !== null)
    .map((line) => shortLine(line))
    .filter((line) => line !== '');
}
