import { AppError, type AppErrorOptions, isAppError } from './app-error.ts';
import type { ErrorTable, ReasonOf } from './error-definition.ts';

/** Class of failures with the reasons of one table. */
export interface ErrorClass<Reason extends string> {
  new (reason: Reason, options?: AppErrorOptions): AppError<Reason>;
}

/** Returns true for an `AppError` with one of the given reasons; by default with any of its table. */
export type ErrorGuard<Known extends string> = <Reason extends Known>(
  error: unknown,
  reasons?: Reason | readonly Reason[],
) => error is AppError<Reason>;

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
): ErrorClass<ReasonOf<Table>> {
  const definitions: ErrorTable = table;
  class TableError extends AppError<ReasonOf<Table>> {
    constructor(reason: ReasonOf<Table>, options?: AppErrorOptions) {
      const definition = definitions[reason];
      if (definition === undefined) throw new TypeError(`${name} has no reason ${reason}.`);
      super(name, reason, definition, options);
    }
  }
  // Loggers print the name of the class.
  Object.defineProperty(TableError, 'name', { value: name });
  return TableError;
}

/**
 * Creates the guard of a table. It returns true for an `AppError` of any class with the given reason,
 * with one of the given reasons, or with any reason of the table when none is given.
 *
 * @example
 * export const isNotesError = createErrorGuard(ERRORS);
 * if (isNotesError(error, 'NOTE_NOT_FOUND')) return null;
 */
export function createErrorGuard<Table extends ErrorTable>(
  table: Table,
): ErrorGuard<ReasonOf<Table>> {
  return <Reason extends ReasonOf<Table>>(
    error: unknown,
    reasons?: Reason | readonly Reason[],
  ): error is AppError<Reason> => {
    if (!isAppError(error)) return false;
    if (reasons === undefined) return Object.hasOwn(table, error.reason);
    return [reasons].flat().some((reason) => reason === error.reason);
  };
}
