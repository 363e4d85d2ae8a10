import { isDocument } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { badValue, failedToParse, mongoError } from '../mongo-error.ts';
import type { UpdateSpec } from '../writes/modify.ts';
import { runUpdate } from '../writes/modify.ts';
import type { CommandCall } from './command-call.ts';
import { ensureCollection } from './create-collection.ts';
import { checkFields } from './known-fields.ts';
import { letVariables } from './let-variables.ts';
import { collectionNameOf } from './namespace.ts';
import {
  documentsOf,
  flag,
  optionalArray,
  optionalDocument,
  requireArray,
  requireDocument,
} from './values.ts';
import { batchReply, runBatch, total } from './write-batch.ts';

const STATEMENT_FIELDS: ReadonlySet<string> = new Set([
  'q',
  'u',
  'c',
  'multi',
  'upsert',
  'upsertSupplied',
  'collation',
  'arrayFilters',
  'hint',
  'sort',
  'sampleId',
]);

/**
 * Returns an update as a document or a pipeline.
 *
 * @throws {MongoError} 9 or 14 when it is neither.
 */
export function updateOf(value: unknown, field: string): Document | Document[] {
  if (Array.isArray(value)) return documentsOf(value, field);
  if (isDocument(value)) return value;
  throw failedToParse(`BSON field '${field}' must be either an object or an array`);
}

/** Returns the `arrayFilters` of an update statement. */
export function arrayFiltersOf(statement: Document): Document[] | undefined {
  const filters = optionalArray(statement, 'arrayFilters');
  return filters && documentsOf(filters, 'arrayFilters');
}

function parseStatement(statement: Document, vars: Document | undefined): UpdateSpec {
  checkFields('update.updates', statement, STATEMENT_FIELDS);
  if (statement.u === undefined) {
    throw mongoError(40414, "BSON field 'update.updates.u' is missing but a required field");
  }
  const filter = requireDocument(statement, 'q', 'update.updates');
  if (flag(statement, 'multi') && statement.sort !== undefined) {
    throw failedToParse('Cannot specify sort with multi=true');
  }
  const constants = optionalDocument(statement, 'c');
  if (constants && !Array.isArray(statement.u)) {
    throw mongoError(51198, 'Constant values may only be specified for pipeline updates');
  }
  return {
    filter,
    update: updateOf(statement.u, 'update.updates.u'),
    arrayFilters: arrayFiltersOf(statement),
    isMulti: flag(statement, 'multi'),
    isUpsert: flag(statement, 'upsert'),
    hint: statement.hint,
    sort: optionalDocument(statement, 'sort'),
    collation: optionalDocument(statement, 'collation'),
    vars: constants ? { ...vars, ...constants } : vars,
  };
}

/** The update command (manual: reference/command/update/). */
export async function update(call: CommandCall): Promise<Document> {
  const name = collectionNameOf(call);
  const statements = documentsOf(requireArray(call.command, 'updates'), 'update.updates');
  const vars = letVariables(call.command);
  const keepsEmptyTimestamps = flag(call.command, 'bypassEmptyTsReplacement');
  const specs = statements.map((statement) => ({
    ...parseStatement(statement, vars),
    keepsEmptyTimestamps,
  }));
  if (call.retry && specs.some((spec) => spec.isMulti)) {
    throw badValue('Cannot use retryable writes with multi: true');
  }
  const outcome = await runBatch(call, specs.length, function* (ctx, index) {
    const spec = specs[index];
    if (!spec) throw badValue('The statement is missing');
    const result = yield* runUpdate(
      ctx,
      call.services.engine,
      `${call.database}.${name}`,
      spec,
      () => ensureCollection(ctx, call.database, name),
    );
    const { upserted } = result;
    if (upserted) return { n: 1, nModified: 0, upserted: upserted.document._id };
    return { n: result.matched, nModified: result.modified };
  });
  const upserted = [...outcome.results].flatMap(([index, result]) =>
    Object.hasOwn(result, 'upserted') ? [{ index, _id: result.upserted }] : [],
  );
  return batchReply(total(outcome, 'n'), outcome, {
    nModified: total(outcome, 'nModified'),
    ...(upserted.length > 0 ? { upserted } : {}),
  });
}
