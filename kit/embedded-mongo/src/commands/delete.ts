import { numberOf } from '../bson/bson-values.ts';
import type { Document } from '../bson/document.ts';
import { badValue, mongoError } from '../mongo-error.ts';
import type { QuerySpec } from '../query/query.ts';
import { runDelete } from '../writes/modify.ts';
import type { CommandCall } from './command-call.ts';
import { checkFields } from './known-fields.ts';
import { letVariables } from './let-variables.ts';
import { collectionNameOf } from './namespace.ts';
import { documentsOf, optionalDocument, requireArray, requireDocument } from './values.ts';
import { batchReply, runBatch, total } from './write-batch.ts';

const STATEMENT_FIELDS: ReadonlySet<string> = new Set([
  'q',
  'limit',
  'collation',
  'hint',
  'sampleId',
]);

function parseStatement(statement: Document, vars: Document | undefined): QuerySpec {
  checkFields('delete.deletes', statement, STATEMENT_FIELDS);
  const filter = requireDocument(statement, 'q', 'delete.deletes');
  const limit = numberOf(statement.limit);
  if (limit === undefined) {
    throw mongoError(40414, "BSON field 'delete.deletes.limit' is missing but a required field");
  }
  if (limit !== 0 && limit !== 1) {
    throw mongoError(9, `The limit field in delete objects must be 0 or 1. Got ${limit}`);
  }
  return {
    filter,
    limit: limit === 0 ? undefined : 1,
    hint: statement.hint,
    collation: optionalDocument(statement, 'collation'),
    vars,
  };
}

/** The delete command (manual: reference/command/delete/). */
export async function deleteDocuments(call: CommandCall): Promise<Document> {
  const name = collectionNameOf(call);
  const statements = documentsOf(requireArray(call.command, 'deletes'), 'delete.deletes');
  const vars = letVariables(call.command);
  const specs = statements.map((statement) => parseStatement(statement, vars));
  if (call.retry && specs.some((spec) => spec.limit === undefined)) {
    throw badValue('Cannot use retryable writes with limit=0');
  }
  const outcome = await runBatch(call, specs.length, function* (ctx, index) {
    const spec = specs[index];
    if (!spec) throw badValue('The statement is missing');
    const { engine } = call.services;
    const { deleted } = yield* runDelete(ctx, engine, `${call.database}.${name}`, spec);
    return { n: deleted.length };
  });
  return batchReply(total(outcome, 'n'), outcome);
}
