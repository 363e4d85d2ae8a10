import { minorUnitDigits } from '@trastienda/base';

/**
 * Returns the step of amounts that card networks process, in minor units: 10 in three-decimal
 * currencies, whose last digit must be zero, and a whole ariary.
 */
export function cardPayableStep(currency: string): number {
  if (currency === 'MGA') return 100;
  return minorUnitDigits(currency) === 3 ? 10 : 1;
}
