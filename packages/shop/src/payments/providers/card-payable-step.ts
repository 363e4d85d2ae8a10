import { minorUnitDigits } from '@trastienda/contract';

/**
 * The smallest amount, in minor units, of which everything that card networks move is a multiple:
 * 10 in three-decimal currencies, whose last digit must be zero, and a whole ariary.
 */
export function cardPayableStep(currency: string): number {
  if (currency === 'MGA') return 100;
  return minorUnitDigits(currency) === 3 ? 10 : 1;
}
