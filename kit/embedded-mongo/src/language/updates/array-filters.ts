import type { Document } from '../../bson/document.ts';
import { badValue, failedToParse, MongoError, mongoError } from '../../mongo-error.ts';
import { compileFilter } from '../filters/matcher.ts';
import { describeDocument } from '../values/describe.ts';
import { isObject } from '../values/value-type.ts';
import type { UpdatePath } from './update-path.ts';
import type { UpdateOptions } from './update-types.ts';

/** Returns true when `$[<identifier>]` selects an array element. */
export type ArrayFilter = (element: unknown) => boolean;

function collectNames(filter: Document, names: Set<string>): void {
  for (const name of Object.keys(filter)) {
    const value = filter[name];
    if (!name.startsWith('$')) names.add(name.split('.')[0] ?? name);
    else if (Array.isArray(value)) {
      for (const branch of value) if (isObject(branch)) collectNames(branch, names);
    }
  }
}

function identifierOf(filter: Document): string {
  if (Object.hasOwn(filter, '$expr')) {
    throw mongoError(224, '$expr is not allowed in the context of array filters');
  }
  const names = new Set<string>();
  collectNames(filter, names);
  const [first, second] = names;
  if (first === undefined) {
    throw failedToParse('Cannot use an expression without a top-level field name in arrayFilters');
  }
  if (second !== undefined) {
    throw failedToParse(
      `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${first}' and '${second}'`,
    );
  }
  if (!/^[a-z][a-zA-Z0-9]*$/.test(first)) {
    throw badValue(
      `Error parsing array filter :: caused by :: The top-level field name must be an alphanumeric string beginning with a lowercase letter, found '${first}'`,
    );
  }
  return first;
}

/**
 * Compiles the array filters of an update by identifier.
 *
 * @throws {MongoError} 9 for a duplicate identifier, 2 for an invalid one.
 */
export function compileArrayFilters(options: UpdateOptions): ReadonlyMap<string, ArrayFilter> {
  const filters = new Map<string, ArrayFilter>();
  for (const filter of options.arrayFilters ?? []) {
    const identifier = identifierOf(filter);
    if (filters.has(identifier)) {
      throw failedToParse(
        `Found multiple array filters with the same top-level field name ${identifier}`,
      );
    }
    filters.set(identifier, compileOne(filter, identifier, options));
  }
  return filters;
}

function compileOne(filter: Document, identifier: string, options: UpdateOptions): ArrayFilter {
  try {
    const compiled = compileFilter(filter, { ...options, isOnElement: true });
    return (element) => compiled.matches({ [identifier]: element });
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
    throw mongoError(error.code, `Error parsing array filter :: caused by :: ${error.message}`);
  }
}

/** @throws {MongoError} 2 for an identifier without a filter, 9 for a filter that no path uses. */
export function checkArrayFilterUse(
  filters: ReadonlyMap<string, ArrayFilter>,
  paths: readonly UpdatePath[],
  update: Document,
): void {
  const used = new Set<string>();
  for (const path of paths) {
    for (const step of path.steps) {
      if (step.kind !== 'filtered') continue;
      used.add(step.identifier);
      if (!filters.has(step.identifier)) {
        throw badValue(
          `No array filter found for identifier '${step.identifier}' in path '${path.text}'`,
        );
      }
    }
  }
  for (const identifier of filters.keys()) {
    if (!used.has(identifier)) {
      throw failedToParse(
        `The array filter for identifier '${identifier}' was not used in the update ${describeDocument(update)}`,
      );
    }
  }
}
