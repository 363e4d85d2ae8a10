import { AppError, type AppErrorOptions, isAppError } from './app-error.ts';
import type { DetailsOf, ErrorTable, NoDetails, ReasonOf } from './error-definition.ts';

/** A failure with a reason of a table, and its details. Of several reasons, the union. */
export type AppErrorOf<
  Table extends ErrorTable,
  Reason extends ReasonOf<Table>,
> = Reason extends unknown ? AppError<Reason, DetailsOf<Table, Reason>> : never;

/** Details that fit every one of the reasons, as a parameter: `undefined` where one has none. */
type DetailsParameter<Table extends ErrorTable, Reason extends ReasonOf<Table>> = (
  Reason extends unknown
    ? (
        details: NoDetails extends DetailsOf<Table, Reason>
          ? keyof DetailsOf<Table, Reason> extends never
            ? undefined
            : DetailsOf<Table, Reason> | undefined
          : DetailsOf<Table, Reason>,
      ) => void
    : never
) extends (details: infer Details) => void
  ? Details
  : never;

/** Arguments after the reason: required when the reason requires details. */
type ErrorArguments<Details> = undefined extends Details
  ? [options?: AppErrorOptions<Details>]
  : [options: AppErrorOptions<Details> & { readonly details: Details }];

/**
 * Class of failures with the reasons of one table. The reason determines the details: required,
 * optional, or none.
 */
export interface ErrorClass<Table extends ErrorTable> {
  new <Reason extends ReasonOf<Table>>(
    reason: Reason,
    ...options: ErrorArguments<DetailsParameter<Table, Reason>>
  ): AppErrorOf<Table, Reason>;
}

/**
 * Returns true for an `AppError` with one of the given reasons, and narrows its details; by default
 * for one with any reason of the table.
 */
export interface ErrorGuard<Table extends ErrorTable> {
  (error: unknown): error is AppError<ReasonOf<Table>>;
  <Reason extends ReasonOf<Table>>(
    error: unknown,
    reasons: Reason | readonly Reason[],
  ): error is AppErrorOf<Table, Reason>;
}

/**
 * Creates the error class of a table. The errors are named `name`.
 *
 * @example
 * export const NotesError = createErrorClass('NotesError', ERRORS);
 * throw new NotesError('NOTE_NOT_FOUND', { details: { id } });
 */
export function createErrorClass<Table extends ErrorTable>(
  name: string,
  table: Table,
): ErrorClass<Table> {
  const definitions: ErrorTable = table;
  // The interface types the details by the reason, which a class cannot.
  class TableError extends AppError<ReasonOf<Table>, never> {
    constructor(reason: ReasonOf<Table>, options?: AppErrorOptions<never>) {
      const definition = definitions[reason];
      if (definition === undefined) throw new TypeError(`${name} has no reason ${reason}.`);
      super(name, reason, definition, options);
    }
  }
  // Loggers print the name of the class.
  Object.defineProperty(TableError, 'name', { value: name });
  return TableError as ErrorClass<Table>;
}

/**
 * Creates the guard of a table. It returns true for an `AppError` of any class with the given reason,
 * with one of the given reasons, or with any reason of the table when none is given.
 *
 * @example
 * export const isNotesError = createErrorGuard(ERRORS);
 * if (isNotesError(error, 'NOTE_NOT_FOUND')) return null;
 */
export function createErrorGuard<Table extends ErrorTable>(table: Table): ErrorGuard<Table> {
  return (error: unknown, reasons?: string | readonly string[]): error is never => {
    if (!isAppError(error)) return false;
    if (reasons === undefined) return Object.hasOwn(table, error.reason);
    return [reasons].flat().some((reason) => reason === error.reason);
  };
}
