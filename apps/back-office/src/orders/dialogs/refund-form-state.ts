import type { StaffOrder } from '@trastienda/shop-client';
import type { Units } from '../order-units.ts';
import { unitsOf } from '../order-units.ts';
import type { ChosenLine, RefundDraft, RefundKind } from '../refunds/preview-refund.ts';
import { readAmount } from '../refunds/read-amount.ts';
import { refundableUnits, type UnitSource } from '../refunds/refund-limits.ts';

/** What has been entered; amounts are texts. */
export interface RefundFormState {
  readonly kind: RefundKind;
  readonly quantities: Readonly<Record<string, number>>;
  /** Where the units of a line come from; absent until chosen. */
  readonly sources: Readonly<Record<string, UnitSource>>;
  /** Null until chosen. */
  readonly restock: boolean | null;
  /** Another amount for the units than their price; empty for the price. */
  readonly amountOfLines: string;
  readonly shippingOfLines: string;
  /** Amount of money alone, or of shipping. */
  readonly amount: string;
  readonly reason: string;
}

/** Returns the state of a new form; with the units of an accepted return where it is about one. */
export function initialRefundForm(returned: readonly Units[] | null): RefundFormState {
  const units = returned ?? [];
  return {
    kind: 'lines',
    quantities: Object.fromEntries(units.map(({ sku, quantity }) => [sku, quantity])),
    sources: Object.fromEntries(units.map(({ sku }) => [sku, 'sent' as const])),
    restock: returned === null ? null : true,
    amountOfLines: '',
    shippingOfLines: '',
    amount: '',
    reason: '',
  };
}

/** A line of the form: how many of its units can be refunded, and from where. */
export interface RefundFormLine extends ChosenLine {
  readonly line: StaffOrder['lines'][number];
  readonly max: number;
  /** Places that have units; with two of them the form asks. */
  readonly sources: readonly UnitSource[];
  /** Units in a return request without an answer. */
  readonly requested: number;
}

const SOURCES = ['unsent', 'sent'] as const;

/** Returns the lines that have units to refund, with what is chosen of them. */
export function refundFormLines(order: StaffOrder, form: RefundFormState): RefundFormLine[] {
  return order.lines.flatMap((line) => {
    const units = refundableUnits(line, order);
    const sources = SOURCES.filter((source) => units[source] > 0);
    const { requested } = unitsOf(line, order);
    const wanted = form.sources[line.sku];
    const from = sources.find((source) => source === wanted) ?? sources[0];
    if (from === undefined) return [];
    const max = units[from];
    const quantity = Math.min(form.quantities[line.sku] ?? 0, max);
    return [{ line, sku: line.sku, quantity, from, max, sources, requested }];
  });
}

/** Whether units go back into stock: by default those that have not left it. */
export function isRestocked(form: RefundFormState, lines: readonly ChosenLine[]): boolean {
  if (form.restock !== null) return form.restock;
  if (form.kind === 'everything') return true;
  const chosen = lines.filter(({ quantity }) => quantity > 0);
  return chosen.length > 0 && chosen.every(({ from }) => from === 'unsent');
}

/** Reads the form. */
export function draftOf(
  form: RefundFormState,
  lines: readonly ChosenLine[],
  digits: number,
): RefundDraft {
  const { kind, amountOfLines, shippingOfLines, amount } = form;
  return {
    kind,
    lines: lines.map(({ sku, quantity, from }) => ({ sku, quantity, from })),
    restock: isRestocked(form, lines),
    amountOfLines: amountOfLines.trim() === '' ? 'price' : readAmount(amountOfLines, digits),
    shippingOfLines: shippingOfLines.trim() === '' ? 0 : readAmount(shippingOfLines, digits),
    amount: readAmount(amount, digits),
  };
}
