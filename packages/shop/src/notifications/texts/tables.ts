import type { EmailRow, EmailTable } from '@trastienda/emails';
import type { EmailItem, EmailReceipt, EmailTax } from '../email-content.ts';
import { moneyText, type Words } from './words.ts';

const PPM = 1_000_000;
/** Decimals of a percentage that show every rate in parts per million. */
const RATE_DECIMALS = 4;

function itemRow(words: Words, { title, options, quantity, price }: EmailItem): EmailRow {
  return {
    label: `${quantity} × ${title}`,
    ...(options !== null && { note: options }),
    ...(price !== null && { value: moneyText(words, price) }),
  };
}

/** Lists units; nothing when there are none. */
export function itemTables(words: Words, items: readonly EmailItem[]): EmailTable[] {
  if (items.length === 0) return [];
  return [{ title: words.items, rows: items.map((item) => itemRow(words, item)) }];
}

function taxRow(words: Words, { name, ratePpm, amount }: EmailTax, isIncluded: boolean): EmailRow {
  const style = { style: 'percent', maximumFractionDigits: RATE_DECIMALS } as const;
  const rate = new Intl.NumberFormat(words.locale, style).format(ratePpm / PPM);
  return {
    label: `${name} ${rate}`,
    ...(isIncluded && { note: words.included }),
    value: moneyText(words, amount),
  };
}

/** Lists the items of an order, and how its total comes about. Taxes that it includes follow it. */
export function receiptTables(words: Words, receipt: EmailReceipt): EmailTable[] {
  const { items, subtotal, discount, shipping, taxes, isTaxIncluded, total } = receipt;
  const taxRows = taxes.map((tax) => taxRow(words, tax, isTaxIncluded));
  const rows: EmailRow[] = [{ label: words.subtotal, value: moneyText(words, subtotal) }];
  if (discount !== null) {
    rows.push({
      label: words.discount,
      ...(discount.names !== '' && { note: discount.names }),
      value: `−${moneyText(words, discount.amount)}`,
    });
  }
  if (shipping !== null) {
    const { name, price } = shipping;
    rows.push({ label: words.shipping, note: name, value: moneyText(words, price) });
  }
  if (!isTaxIncluded) rows.push(...taxRows);
  rows.push({ label: words.total, value: moneyText(words, total), isTotal: true });
  if (isTaxIncluded) rows.push(...taxRows);
  return [...itemTables(words, items), { title: words.sums, rows }];
}

/** Shows lines of text under a title, such as an address; nothing when there are none. */
export function linesTables(title: string, lines: readonly string[]): EmailTable[] {
  return lines.length === 0 ? [] : [{ title, rows: lines.map((label) => ({ label })) }];
}
