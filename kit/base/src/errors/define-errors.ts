import type { ErrorDefinition, ErrorTable, ReasonOf } from './error-definition.ts';

type DefinitionOf<Table, Reason extends string> =
  Table extends Readonly<Record<Reason, infer Definition>> ? Definition : never;

type Merged<Table extends ErrorTable> = {
  readonly [Reason in ReasonOf<Table>]: DefinitionOf<Table, Reason>;
};

/**
 * Merges the error tables of several domains into one. Clients read a key of it as
 * `error.data.reason`; a key never changes its meaning.
 *
 * @example
 * const ERRORS = defineErrors(BASE_ERRORS, {
 *   NOTE_NOT_FOUND: {
 *     trpc: 'NOT_FOUND',
 *     retryable: false,
 *     logLevel: 'info',
 *     message: 'There is no such note.',
 *     details: z.object({ id: z.string() }),
 *   },
 * });
 * @throws {TypeError} when two tables define the same reason differently.
 */
export function defineErrors<const Tables extends readonly ErrorTable[]>(
  ...tables: Tables
): Merged<Tables[number]> {
  const merged: Record<string, ErrorDefinition> = {};
  for (const table of tables) {
    for (const [reason, definition] of Object.entries(table)) {
      if (Object.hasOwn(merged, reason) && merged[reason] !== definition) {
        throw new TypeError(`Two error tables define ${reason}.`);
      }
      merged[reason] = definition;
    }
  }
  return merged as Merged<Tables[number]>;
}
