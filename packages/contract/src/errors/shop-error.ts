import type { ErrorDefinition } from './error-definition.ts';
import { ERRORS, type ErrorReason } from './error-table.ts';

/** Facts about a failure that the caller may see: plain JSON, no secrets. */
export type ErrorDetails = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

/** Invalid inputs: maps a dotted path (`variants.0.sku`) to its messages. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

interface ShopErrorOptions {
  readonly message?: string;
  readonly details?: ErrorDetails;
  readonly fields?: FieldErrors;
  readonly cause?: unknown;
}

/**
 * A failure with a code of the error table; the only error that a use case throws on purpose.
 *
 * @example
 * throw new ShopError('PRODUCT_NOT_FOUND', { details: { slug } });
 */
export class ShopError extends Error {
  override readonly name = 'ShopError';
  readonly reason: ErrorReason;
  readonly details: ErrorDetails;
  readonly fields: FieldErrors | undefined;

  constructor(reason: ErrorReason, options: ShopErrorOptions = {}) {
    super(options.message ?? ERRORS[reason].message, { cause: options.cause });
    this.reason = reason;
    this.details = options.details ?? {};
    this.fields = options.fields;
  }

  get definition(): ErrorDefinition {
    return ERRORS[this.reason];
  }
}
