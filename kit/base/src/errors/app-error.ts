import type { ErrorDefinition } from './error-definition.ts';

/** Facts about a failure that the caller may see: plain JSON, no secrets. */
export type ErrorDetails = Readonly<
  Record<string, string | number | boolean | null | readonly string[]>
>;

/** Invalid inputs: maps a dotted path (`variants.0.sku`) to its messages. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>;

export interface AppErrorOptions {
  /** Replaces the message of the definition. */
  readonly message?: string | undefined;
  readonly details?: ErrorDetails | undefined;
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
export class AppError<Reason extends string = string> extends Error {
  override readonly name: string;
  readonly reason: Reason;
  readonly details: ErrorDetails;
  readonly fields: FieldErrors | undefined;
  // Private, so that loggers and serializers that copy an error's properties skip it.
  readonly #definition: ErrorDefinition;

  constructor(
    name: string,
    reason: Reason,
    definition: ErrorDefinition,
    { message, details = {}, fields, cause }: AppErrorOptions = {},
  ) {
    super(message ?? definition.message, { cause });
    this.name = name;
    this.reason = reason;
    this.details = details;
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
