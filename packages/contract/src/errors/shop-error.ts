import {
  type AppError,
  createErrorClass,
  createErrorGuard,
  type ErrorClass,
  type ErrorGuard,
} from '@trastienda/base';
import { ERRORS, type ErrorReason } from './error-table.ts';

/**
 * A failure with a reason of the shop's error table.
 *
 * @example
 * throw new ShopError('STOCK_INSUFFICIENT', { details: { sku, available } });
 */
export const ShopError: ErrorClass<typeof ERRORS> = createErrorClass('ShopError', ERRORS);
export type ShopError = AppError<ErrorReason>;

/**
 * Returns true for a failure with one of the given reasons, or with any reason of the table: a
 * `ShopError`, or an error of a package below that has its own class.
 */
export const isShopError: ErrorGuard<typeof ERRORS> = createErrorGuard(ERRORS);
