import { Sku } from '@trastienda/contract';

/** Spreadsheets take an apostrophe before digits for `this is text`; it is no part of them. */
export function withoutApostrophe(text: string): string {
  return text.replace(/^'(?=\d+$)/, '');
}

/** The SKU that a cell states, as the shop spells it. One that is not valid stays as it is. */
export function readSku(cell: string): string {
  const text = withoutApostrophe(cell);
  return Sku.safeParse(text).data ?? text;
}
