import type { RouterInputs, StaffOrder } from '@trastienda/shop-client';
import { countUnits, unitsOf, unsentUnits } from '../order-units.ts';
import { moneyLeft, priceOfChoice, shippingLeft, type UnitSource } from './refund-limits.ts';

export type RefundWhat = RouterInputs['admin']['orders']['refund']['what'];
export type RefundKind = RefundWhat['kind'];

export const REFUND_KINDS = ['lines', 'shipping', 'amount', 'everything'] as const;

export interface ChosenLine {
  readonly sku: string;
  readonly quantity: number;
  readonly from: UnitSource;
}

/** A refund as it stands in the form. Amounts are in minor units, null where the text is none. */
export interface RefundDraft {
  readonly kind: RefundKind;
  /** Units of `lines`. */
  readonly lines: readonly ChosenLine[];
  readonly restock: boolean;
  /** What is paid for the units; `price` is what they cost. */
  readonly amountOfLines: number | 'price' | null;
  /** Shipping that is paid with the units. */
  readonly shippingOfLines: number | null;
  /** Amount of `shipping` and `amount`. */
  readonly amount: number | null;
}

/** Why a draft cannot be sent. */
export type RefundProblem = 'nothing-chosen' | 'amount-missing' | 'exceeds-left' | 'not-payable';

export interface RefundPreview {
  /** The refund to ask the server for; null with a problem. */
  readonly what: RefundWhat | null;
  readonly problem: RefundProblem | null;
  /** What the customer gets back, in minor units. */
  readonly amount: number;
  /** What is left to refund after it. */
  readonly leftAfter: number;
  /** Units that will not be sent. */
  readonly withdrawn: number;
  /** Units that go back into stock. */
  readonly restocked: number;
}

export interface RefundFacts {
  /** What the payment took, in minor units. */
  readonly captured: number;
  /** Amounts must be a multiple of this, unless all that is left is refunded. */
  readonly payableStep: number;
}

function chosenPrice(order: StaffOrder, chosen: readonly ChosenLine[], left: number, step: number) {
  const units = chosen.flatMap(({ sku, quantity }) => {
    const line = order.lines.find((each) => each.sku === sku);
    return line === undefined ? [] : [{ line, quantity }];
  });
  return priceOfChoice(units, left, step);
}

interface Wish {
  readonly what: RefundWhat | null;
  readonly amount: number;
  /** Part of the amount that is shipping. */
  readonly shipping: number;
  readonly withdrawn: number;
  readonly restocked: number;
}

const NOTHING: Wish = { what: null, amount: 0, shipping: 0, withdrawn: 0, restocked: 0 };

function wishForLines(order: StaffOrder, draft: RefundDraft, left: number, step: number): Wish {
  const { restock, amountOfLines, shippingOfLines } = draft;
  const lines = draft.lines.filter(({ quantity }) => quantity > 0);
  if (lines.length === 0 || amountOfLines === null || shippingOfLines === null) return NOTHING;
  const amount =
    amountOfLines === 'price'
      ? chosenPrice(order, lines, Math.max(0, left - shippingOfLines), step)
      : amountOfLines;
  return {
    what: {
      kind: 'lines',
      lines: lines.map((line) => ({ ...line })),
      restock,
      // The price is sent too: the server refunds what the form has shown, or nothing.
      amount,
      ...(shippingOfLines > 0 && { shipping: shippingOfLines }),
    },
    amount: amount + shippingOfLines,
    shipping: shippingOfLines,
    withdrawn: countUnits(lines.filter(({ from }) => from === 'unsent')),
    restocked: restock ? countUnits(lines) : 0,
  };
}

function wishForEverything(order: StaffOrder, restock: boolean, left: number): Wish {
  const withdrawn = countUnits(unsentUnits(order));
  const back = order.lines.map((line) => unitsOf(line, order).accepted);
  const restocked = withdrawn + back.reduce((sum, units) => sum + units, 0);
  return {
    what: { kind: 'everything', restock },
    amount: left,
    shipping: 0,
    withdrawn,
    restocked: restock ? restocked : 0,
  };
}

function wishOf(order: StaffOrder, draft: RefundDraft, left: number, step: number): Wish {
  switch (draft.kind) {
    case 'lines':
      return wishForLines(order, draft, left, step);
    case 'everything':
      return wishForEverything(order, draft.restock, left);
    default: {
      const { kind, amount } = draft;
      if (amount === null || amount === 0) return NOTHING;
      const shipping = kind === 'shipping' ? amount : 0;
      return { ...NOTHING, what: { kind, amount }, amount, shipping };
    }
  }
}

function problemOf(
  draft: RefundDraft,
  { what, amount, shipping }: Wish,
  { left, ofShipping }: { readonly left: number; readonly ofShipping: number },
  step: number,
): RefundProblem | null {
  if (what === null) {
    const isChosen = draft.kind !== 'lines' || draft.lines.some(({ quantity }) => quantity > 0);
    return isChosen ? 'amount-missing' : 'nothing-chosen';
  }
  if (amount > left || shipping > ofShipping) return 'exceeds-left';
  return amount % step === 0 || amount === left ? null : 'not-payable';
}

/** Says what a refund will do, before it is sent. */
export function previewRefund(
  order: StaffOrder,
  { captured, payableStep }: RefundFacts,
  draft: RefundDraft,
): RefundPreview {
  const left = moneyLeft(order, captured);
  const wish = wishOf(order, draft, left, payableStep);
  const ofShipping = shippingLeft(order, captured);
  const problem = problemOf(draft, wish, { left, ofShipping }, payableStep);
  const { amount, withdrawn, restocked } = wish;
  return {
    amount,
    withdrawn,
    restocked,
    what: problem === null ? wish.what : null,
    problem,
    leftAfter: Math.max(0, left - wish.amount),
  };
}
