import type { ErrorDefinition, ErrorDetails } from './error-definition.ts';

/** Invalid inputs: maps a dotted path (`variants.0.sku`) to its messages. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

export interface AppErrorOptions<Details = ErrorDetails> {
  /** Replaces the message of the definition. */
  readonly message?: string | undefined;
  /** In the form that the definition's schema describes. */
  readonly details?: Details | undefined;
  readonly fields?: FieldErrors | undefined;
  readonly cause?: unknown;
}

/** The same symbol in every copy of this module. */
const BRAND: unique symbol = Symbol.for('@trastienda/base/AppError');

/**
 * A failure with a reason of some error table; the only kind of error that a use case throws on
 * purpose. It carries the definition of its reason, so that code that translates failures needs no
 * table. `createErrorClass` creates its subclasses.
 */
export class AppError<
  Reason extends string = string,
  Details extends object = ErrorDetails,
> extends Error {
  override readonly name: string;
  readonly reason: Reason;
  /** `{}` when none were given. */
  readonly details: Details;
  readonly fields: FieldErrors | undefined;
  // Private, so that loggers and serializers that copy an error's properties skip it.
  readonly #definition: ErrorDefinition;

  constructor(
    name: string,
    reason: Reason,
    definition: ErrorDefinition,
    { message, details, fields, cause }: AppErrorOptions<Details> = {},
  ) {
    super(message ?? definition.message, { cause });
    this.name = name;
    this.reason = reason;
    // Absent only where no key is required.
    this.details = details ?? ({} as Details);
    this.fields = fields;
    this.#definition = definition;
  }

  // Inherited, so that a copy of an error's properties is no `AppError`.
  get [BRAND](): true {
    return true;
  }

  get definition(): ErrorDefinition {
    return this.#definition;
  }
}

/**
 * Returns true for an `AppError`, also one of another copy of this package in the process: package
 * managers install two where versions differ, and `instanceof` knows only one.
 */
export function isAppError(error: unknown): error is AppError {
  return error instanceof Error && BRAND in error;
}
