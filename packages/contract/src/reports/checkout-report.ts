import { CurrencyCode } from '@trastienda/base';
import { z } from 'zod';
import { ReportPeriod } from './report-range.ts';

/** Checkouts that started in a period, by what became of them. Amounts include tax and shipping. */
export const CheckoutFigures = z.object({
  started: z.int(),
  startedTotal: z.int(),
  /** Became an order. */
  completed: z.int(),
  completedTotal: z.int(),
  /** Expired without an order. */
  abandoned: z.int(),
  abandonedTotal: z.int(),
  /** Ended by the buyer, mostly by starting another one. */
  canceled: z.int(),
  canceledTotal: z.int(),
  /** Neither completed nor ended yet. */
  open: z.int(),
  /** Share of the started ones that were completed, in parts per million; null without any. */
  completionPpm: z.int().nullable(),
});
export type CheckoutFigures = z.infer<typeof CheckoutFigures>;

export const CheckoutReport = ReportPeriod.extend({
  currencies: z.array(
    z.object({ currency: CurrencyCode, total: CheckoutFigures, previous: CheckoutFigures }),
  ),
});
export type CheckoutReport = z.infer<typeof CheckoutReport>;
