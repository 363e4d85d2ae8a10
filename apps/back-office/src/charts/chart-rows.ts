/** A part of a report's period. */
interface Part {
  readonly from: string;
  readonly to: string;
  readonly figures: { readonly netSales: number };
}

/** A point of the chart: amounts in minor units. */
export interface ChartRow {
  readonly from: string;
  readonly to: string;
  readonly now: number;
  /** Null where the period before has fewer parts, as with months. */
  readonly before: number | null;
}

/** Puts the parts of two periods beside each other, by their place. */
export function chartRows(now: readonly Part[], before: readonly Part[]): readonly ChartRow[] {
  return now.map(({ from, to, figures }, index) => ({
    from,
    to,
    now: figures.netSales,
    before: before[index]?.figures.netSales ?? null,
  }));
}
