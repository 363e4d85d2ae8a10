import { parseMoney, Sku } from '@trastienda/shop-contract';

export interface PriceLine {
  readonly sku: string;
  readonly amount: number;
}

export interface ParsedPrices {
  readonly prices: readonly PriceLine[];
  /** Numbers of the lines that are no SKU with a price, from 1. */
  readonly badLines: readonly number[];
}

const LINE = /^(.+?)[\t;, ]+([0-9]+(?:[.,][0-9]+)?)$/;

/**
 * Reads lines of a SKU and its price, as they are copied from a spreadsheet. The last line of a SKU
 * counts.
 */
export function parsePriceLines(text: string, currency: string): ParsedPrices {
  const prices = new Map<string, number>();
  const badLines: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const [, name = '', price = ''] = LINE.exec(line.trim()) ?? [];
    const sku = Sku.safeParse(name);
    const money = parseMoney(price.replace(',', '.'), currency);
    if (sku.success && money !== null) prices.set(sku.data, money.amount);
    else badLines.push(index + 1);
  }
  return { prices: [...prices].map(([sku, amount]) => ({ sku, amount })), badLines };
}
