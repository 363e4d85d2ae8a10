/**
 * What a row counts and sums, in minor units of its currency where it is money. Kept sparse: an
 * absent figure is 0. docs/REPORTS.md defines each one.
 */
export const REPORT_FIGURES = [
  // Captured money of orders, by the ledger's entries of kind `sale`.
  'orders',
  'units',
  'subtotal',
  'discount',
  'sales',
  'shipping',
  'tax',
  // Refunded money, by the ledger's entries of kind `refund`, less what came back.
  'refunds',
  'refundedUnits',
  'refundedSales',
  'refundedShipping',
  'refundedTax',
  // Orders by the day on which they were placed or canceled.
  'placed',
  'placedTotal',
  'canceled',
  // Checkouts by the day on which they started.
  'started',
  'startedTotal',
  'completed',
  'completedTotal',
  'expired',
  'expiredTotal',
  'withdrawn',
  'withdrawnTotal',
] as const;

export type ReportFigure = (typeof REPORT_FIGURES)[number];
export type ReportFigures = Readonly<Record<ReportFigure, number>>;

/** Figures with amounts, as opposed to counts. */
export const REPORT_AMOUNTS = [
  'subtotal',
  'discount',
  'sales',
  'shipping',
  'tax',
  'refundedSales',
  'refundedShipping',
  'refundedTax',
  'placedTotal',
  'startedTotal',
  'completedTotal',
  'expiredTotal',
  'withdrawnTotal',
] as const satisfies readonly ReportFigure[];

/**
 * What the rows of a day are kept by. `total` and `checkout` have one row per currency; products and
 * vendors are summed from variants.
 */
export type ReportKind = 'total' | 'variant' | 'country' | 'discount' | 'tax' | 'checkout';

/** Names of what a row is about, as they were at its last event. Not figures: nothing is summed by them. */
export interface ReportFacts {
  /** Title of the product, or of the discount. */
  readonly title?: string;
  readonly optionValues?: readonly string[];
  readonly code?: string | null;
  readonly country?: string;
  readonly region?: string | null;
  readonly ratePpm?: number;
}

/** The place of a row: a local day, a currency, and what it is about. */
export interface ReportSlot {
  /** Date in the time zone of the roll-ups: `2026-03-29`. */
  readonly day: string;
  readonly currency: string;
  readonly kind: ReportKind;
  /** SKU, country, id of a discount, or place and rate of a tax; empty for totals. */
  readonly key: string;
}

/** A row as stored in `report_rows`: the figures of one slot, in one generation of roll-ups. */
export interface ReportRowDocument extends ReportSlot {
  /** `<generation>|<day>|<currency>|<kind>|<key>`. */
  readonly _id: string;
  /** Roll-ups are rebuilt beside the live ones, as another generation. */
  readonly generation: string;
  /** Product of a variant; null otherwise. */
  readonly productId: string | null;
  readonly facts: ReportFacts;
  readonly figures: Partial<ReportFigures>;
}

/** An addition to a row. */
export interface ReportChange extends ReportSlot {
  readonly productId: string | null;
  readonly facts: ReportFacts;
  readonly figures: Partial<ReportFigures>;
}

/** Roll-ups that are being built beside the live ones. */
export interface ReportBuilding {
  readonly generation: string;
  readonly timeZone: string;
}

/** The state of the roll-ups, the only document of `report_states`. */
export interface ReportStateDocument {
  readonly _id: string;
  /** The generation that reports read. */
  readonly generation: string;
  /** IANA time zone of the live generation's days. */
  readonly timeZone: string;
  readonly building: ReportBuilding | null;
  /** When a rebuild last replaced the roll-ups; null before the first one. */
  readonly rebuiltAt: Date | null;
}

export type ReportState = Omit<ReportStateDocument, '_id'>;
